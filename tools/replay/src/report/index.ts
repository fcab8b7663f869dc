export { Differences } from './differences';
export { Tally } from './tally';
export type { Outcome } from './outcome';
