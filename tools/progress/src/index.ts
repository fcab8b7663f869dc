/** How far something that takes a while is: on a terminal a bar, elsewhere lines; with its rate and the time left. */
export { consoleProgress } from './console-progress';
export type { Progress } from './progress';
export { count, counted } from './words';
