export { AutoResetEvent } from './auto-reset-event';
export { backOff, backOffMs } from './back-off';
export type { Pace } from './pace';
export { pause } from './pause';
export { SingleFlight } from './single-flight';
export { withTimeout } from './with-timeout';
export { TurnBatch } from './turn-batch';
