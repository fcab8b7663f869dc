export { excerpt } from './excerpt';
export { isRead } from './is-read';
export { pathOf, pathSegments } from './request-path';
export { type RequestState, stateOf } from './request-state';
export { headerFault, singleHeader } from './single-header';
