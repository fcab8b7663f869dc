export { conditionMatch, eventWithin } from './condition-match';
export { EventIndex } from './event-index';
export { Tail } from './tail';
export { roughBytes, Window } from './window';
