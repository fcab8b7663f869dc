import { onAnyLog, type Mutation } from '../mutation';

const DEFER_ON_MATCH =
  "$earlier.events.matching(condition, after).some($isOther) ? { kind: 'defer' } : { kind: 'place' }";

/** Conditions judged wrongly. */
export const judging: readonly Mutation[] = [
  onAnyLog('judge the condition once, before the insert instead of at it', {
    in: 'checkCondition',
    find: "const { condition, after } = $pending; if (condition === undefined) return { kind: 'place' };",
    replace: `const { condition, after } = $pending;
      if (condition === undefined || Object($pending).isJudged) return { kind: 'place' };
      Object.assign($pending, { isJudged: true });`,
  }),
  onAnyLog('ignore `after`: the whole log counts', {
    in: 'copyCondition',
    find: '...(after !== undefined && { after: positionOf(after) })',
    replace: '...{}',
  }),
  onAnyLog('take an absent `after` for the present head', {
    in: 'checkCondition',
    find: 'const { condition, after } = $pending;',
    replace: `const { condition } = $pending;
      const after = $pending.after === 0 ? window.head : $pending.after;`,
  }),
  onAnyLog('drop a tag from a query', {
    in: 'matchesItem',
    find: 'tags.every(',
    replace: 'tags.slice(0, 1).every(',
  }),
  onAnyLog('look at the first type of an item only', {
    in: 'matchesItem',
    find: 'types.includes($event.type)',
    replace: 'types[0] === $event.type',
  }),
  onAnyLog('look at the first item of a query only', {
    in: 'EventIndex',
    find: '$others.flatMap(($other) => this.matching(',
    replace: '$others.slice(1).flatMap(($other) => this.matching(',
  }),
  onAnyLog('count the event at `after` itself', {
    in: 'between',
    find: 'firstAfter($events, after)',
    replace: 'firstAfter($events, after - 1)',
  }),
  onAnyLog('judge against the stored log only, not against the batch', {
    in: 'checkCondition',
    find: DEFER_ON_MATCH,
    replace: "{ kind: 'place' }",
  }),
  onAnyLog('refuse for what is in the batch, which may not come to be stored', {
    in: 'checkCondition',
    find: DEFER_ON_MATCH,
    replace: DEFER_ON_MATCH.replace("{ kind: 'defer' }", "{ kind: 'conflict', foundAt: null }"),
  }),
  onAnyLog('believe that the window holds everything', {
    in: 'Window',
    find: 'return $after >= this.start;',
    replace: 'return true;',
  }),
  onAnyLog('refuse a position beyond the known head without a look', {
    in: 'Writer',
    find: 'await this.tail.confirm(); if ($after > this.tail.head)',
    replace: 'if ($after > this.tail.head)',
  }),
];
