export { type Grant, Leases } from './leases';
