export { Differences } from './differences';
export { Tally } from './tally';
export { consoleProgress } from './console-progress';
export type { Progress } from './progress';
export { count, counted } from './words';
export type { Outcome } from './outcome';
