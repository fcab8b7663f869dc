export { instant, rangeBound, zonedInstant } from './instant';
export { parseJsonBody } from './json-body';
export { queryBoolean, queryInteger, queryPosition } from './query-integer';
export { parseQueryString, singleParameters } from './query-string';
export { optionalReasonBody, reasonBody } from './reason-bodies';
export { type RouteForm, routeForm } from './route-form';
export { schemaFaults } from './schema-faults';
export { textFaults } from './text-faults';
export { validateBody, validateParameters } from './validate-part';
