import type { Mutation } from '../mutation';

/** Conditions judged wrongly. */
export const judging: readonly Mutation[] = [
  {
    name: 'judge the condition once, before the insert instead of at it',
    on: 'any',
    edits: [
      {
        file: 'log/placement.ts',
        find: "    if (condition === undefined) return { kind: 'place' };",
        replace: `    if (condition === undefined || JUDGED.has(pending)) return { kind: 'place' };
    JUDGED.add(pending);`,
      },
      {
        file: 'log/placement.ts',
        find: '/** What to do with an append before it can be sent. */',
        replace: 'const JUDGED = new WeakSet();',
      },
    ],
  },
  {
    name: 'ignore `after`: the whole log counts',
    on: 'any',
    edits: [
      {
        file: 'log/prepared-commit.ts',
        find: '  ...(after !== undefined && { after: positionOf(after) }),',
        replace: '',
      },
    ],
  },
  {
    name: 'take an absent `after` for the present head',
    on: 'any',
    edits: [
      {
        file: 'log/placement.ts',
        find: '    const { condition, after } = pending;',
        replace:
          '    const { condition } = pending;\n    const after = pending.after === 0 ? this.window.head : pending.after;',
      },
    ],
  },
  {
    name: 'drop a tag from a query',
    on: 'any',
    edits: [
      {
        file: 'log/query.ts',
        find: 'tags.every((tag) => event.tags.includes(tag))',
        replace: 'tags.slice(0, 1).every((tag) => event.tags.includes(tag))',
      },
    ],
  },
  {
    name: 'look at the first type of an item only',
    on: 'any',
    edits: [
      {
        file: 'log/query.ts',
        find: 'types.includes(event.type)',
        replace: 'types[0] === event.type',
      },
    ],
  },
  {
    name: 'look at the first item of a query only',
    on: 'any',
    edits: [
      {
        file: 'log/event-index.ts',
        find: '    const ofOthers = others.flatMap(',
        replace: '    const ofOthers = others.slice(1).flatMap(',
      },
    ],
  },
  {
    name: 'count the event at `after` itself',
    on: 'any',
    edits: [
      {
        file: 'log/event-index.ts',
        find: 'events.slice(firstAfter(events, after), firstAfter(events, upTo));',
        replace: 'events.slice(firstAfter(events, after - 1), firstAfter(events, upTo));',
      },
    ],
  },
  {
    name: 'judge against the stored log only, not against the batch',
    on: 'any',
    edits: [
      {
        file: 'log/placement.ts',
        find: "this.#index.matching(condition, after).some(isOther) ? { kind: 'defer' } : { kind: 'place' }",
        replace: "{ kind: 'place' }",
      },
    ],
  },
  {
    name: 'refuse for what is in the batch, which may not come to be stored',
    on: 'any',
    edits: [
      {
        file: 'log/placement.ts',
        find: "this.#index.matching(condition, after).some(isOther) ? { kind: 'defer' } : { kind: 'place' }",
        replace:
          "this.#index.matching(condition, after).some(isOther) ? { kind: 'conflict', foundAt: null } : { kind: 'place' }",
      },
    ],
  },
  {
    name: 'believe that the window holds everything',
    on: 'any',
    edits: [{ file: 'log/window.ts', find: 'return after >= this.start;', replace: 'return true;' }],
  },
  {
    name: 'refuse a position beyond the known head without a look',
    on: 'any',
    edits: [
      {
        file: 'log/writer.ts',
        find: '      await this.tail.confirm();\n      if (after > this.tail.head)',
        replace: '      if (after > this.tail.head)',
      },
    ],
  },
];
