export { SHUTDOWN_CONTROLLER, SHUTDOWN_SIGNAL } from './shutdown-signal';
