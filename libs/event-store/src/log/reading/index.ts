export { assertHolds, type SeenEnd } from './assert-holds';
export { commitOf, commitUnder, idOf, placeFault } from './commit-under';
export { EventIndex } from './event-index';
export { heapBytes } from './heap-bytes';
export { type CommitOutline, matchWithin } from './match-within';
export { boundaryOf, positionAt } from './positions';
export { type MatchingCommit, matchingCommits, type ReadOptions, readPages } from './read-pages';
export { Tail } from './tail';
export { Window } from './window';
