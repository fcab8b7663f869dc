export { heed } from './heed';
export {
  pauseBody,
  type PauseBody,
  pausedBody,
  resumeBody,
  type ResumeBody,
  viewPause,
} from './pause-bodies';
export { readerNotFound } from './reader-not-found';
