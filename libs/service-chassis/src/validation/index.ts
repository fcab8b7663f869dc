export { instant, parseInstant } from './instant';
export { isRead } from './is-read';
export { parseJsonBody } from './json-body';
export { queryBoolean, queryInteger, queryPosition } from './query-integer';
export { parseQueryString } from './query-string';
export { RequestFormGuard } from './request-form.guard';
export { type RequestState, stateOf } from './request-state';
