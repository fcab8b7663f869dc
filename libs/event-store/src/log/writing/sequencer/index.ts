export { Sequencing, type SequencingOptions } from './sequencing';
