export type { Timer } from './timer';
export { openTimer, TimerRunner } from './timer-runner';
