export type { WriterAtWork, WriterRoster } from './roster';
export { Turns } from './turns';
