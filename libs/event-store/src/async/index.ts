export { AutoResetEvent } from './auto-reset-event';
export { backOff } from './back-off';
export type { Pace } from './pace';
export { pause } from './pause';
export { jitteredMs } from './retry-delay';
export { SingleFlight } from './single-flight';
export { within } from './with-timeout';
