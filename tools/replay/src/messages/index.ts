export { replayMessages } from './replay-messages';
