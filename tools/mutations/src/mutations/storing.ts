import type { Mutation } from '../mutation';

/** Commits numbered, chained, stored or read wrongly. */
export const storing: readonly Mutation[] = [
  {
    name: 'drop the unique index',
    on: 'engine',
    edits: [
      {
        file: 'log/mongo/log-indexes.ts',
        find: "{ name: 'position', key: { position: 1 }, unique: true }",
        replace: "{ name: 'position', key: { position: 1 } }",
      },
    ],
  },
  {
    name: 'go on with a batch behind a commit that could not be stored',
    on: 'engine',
    edits: [
      {
        file: 'log/mongo/mongo-commit-storage.ts',
        find: 'ordered: true }',
        replace: 'ordered: false }',
      },
    ],
  },
  {
    name: 'forget that a commit may reach into a range from before',
    on: 'engine',
    edits: [
      {
        file: 'log/mongo/mongo-commit-storage.ts',
        find: '{ $gt: Math.max(0, after - this.maxEventsPerCommit + 1), $lte: upTo }',
        replace: '{ $gt: after, $lte: upTo }',
      },
    ],
  },
  {
    name: 'forget it when an old condition is judged',
    on: 'engine',
    edits: [
      {
        file: 'log/mongo/condition-lookups.ts',
        find: 'return Math.max(0, after - this.maxEventsPerCommit + 1);',
        replace: 'return after;',
      },
    ],
  },
  {
    name: 'count commits instead of events',
    on: 'any',
    edits: [
      {
        file: 'log/chain.ts',
        find: '  const position = toPosition(end.lastPosition + 1);',
        replace: '  const position = toPosition(end.lastPosition + 2);',
      },
    ],
  },
  {
    name: 'let time run backwards',
    on: 'any',
    edits: [
      {
        file: 'log/chain.ts',
        find: 'const recordedAt = now > end.recordedAt ? now : end.recordedAt;',
        replace: 'const recordedAt = now;',
      },
    ],
  },
  {
    name: 'chain each commit to the beginning instead of to the one before it',
    on: 'any',
    edits: [
      {
        file: 'log/chain.ts',
        find: 'hash: chainHash(end.hash, prepared.digest',
        replace: 'hash: chainHash(GENESIS_HASH, prepared.digest',
      },
    ],
  },
  {
    name: 'keep what the caller handed over instead of a copy',
    on: 'any',
    edits: [
      {
        file: 'log/prepared-commit.ts',
        find: 'data: objectCopy(data, `${path}.data`, limits.maxDepth),',
        replace: 'data: (objectCopy(data, `${path}.data`, limits.maxDepth), data),',
      },
    ],
  },
  {
    name: 'let those who are given an event change it for all',
    on: 'any',
    edits: [
      {
        file: 'log/chain.ts',
        find: 'return frozen({',
        replace: 'return ({',
      },
    ],
  },
  {
    name: 'let them change what it consists of',
    on: 'any',
    edits: [
      {
        file: 'log/prepared-commit.ts',
        find: 'tags: Object.freeze([',
        replace: 'tags: ([',
      },
    ],
  },
  {
    name: 'let them change its time',
    on: 'any',
    edits: [
      {
        file: 'log/chain.ts',
        find: 'const at = fixed(recordedAt);',
        replace: 'const at = recordedAt;',
      },
    ],
  },
  {
    name: 'let them change what was read from the database',
    on: 'engine',
    edits: [
      {
        file: 'log/mongo/stored-commit.ts',
        find: 'frozen(fromStored({ ...stored, recordedAt: fixed(stored.recordedAt) }));',
        replace: 'fromStored(stored);',
      },
    ],
  },
  {
    name: 'read up to the head that is known, without a look',
    on: 'any',
    edits: [
      {
        file: 'log/event-log.ts',
        find: `  async head(): Promise<Position> {
    await this.tail.confirm();`,
        replace: '  async head(): Promise<Position> {',
      },
    ],
  },
  {
    name: "forget what the look at the log's end has brought",
    on: 'any',
    edits: [
      {
        file: 'log/event-log.ts',
        find: 'if (head <= known) return;',
        replace: 'if (head >= known) return;',
      },
    ],
  },
  {
    name: 'give whole commits where a read asks for events',
    on: 'any',
    edits: [
      {
        file: 'log/event-log.ts',
        find: 'if (event.position <= after || event.position > upTo || !matches(query, event)) continue;',
        replace: '',
      },
    ],
  },
];
