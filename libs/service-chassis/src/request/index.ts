export { excerpt } from './excerpt';
export { isHealth } from './is-health';
export { isRead } from './is-read';
export { pathOf } from './request-path';
export { type CommandOutcome, type RequestState, stateOf } from './request-state';
export { resourceOf } from './resource';
export { headerFault, singleHeader } from './single-header';
export { readTarget } from './target';
