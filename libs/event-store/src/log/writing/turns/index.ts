export type { WriterAddress, WriterAtWork, WriterRoster } from './roster';
export { sequencerOf } from './sequencer-of';
export { Turns } from './turns';
export { WritersAtWork } from './writers-at-work';
