export { replayBank } from './replay-bank';
