export { Differences } from './differences';
export { Tally } from './tally';
export { consoleProgress, LineProgress } from './progress';
export type { Progress } from './progress';
export { count, counted } from './words';
export type { Outcome } from './outcome';
