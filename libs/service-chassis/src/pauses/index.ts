export { pausedBody, viewPause } from './pause-body';
