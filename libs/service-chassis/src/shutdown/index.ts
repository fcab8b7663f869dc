export { Shutdown } from './shutdown';
export { SHUTDOWN_SIGNAL } from './shutdown-signal';
