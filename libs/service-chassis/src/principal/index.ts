export { actorOf, allows, ANYONE, type Principal, type Scope } from './principal';
