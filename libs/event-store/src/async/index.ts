export { AutoResetEvent } from './auto-reset-event';
export { type BackOff, backOff, backOffMs } from './back-off';
export { MicroBatcher } from './micro-batcher';
export { deferred } from './deferred';
export { pause } from './pause';
export { SingleFlight } from './single-flight';
export { Turns } from './turns';
export { withTimeout } from './with-timeout';
