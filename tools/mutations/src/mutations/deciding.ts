import type { Mutation } from '../mutation';

/** Decisions made, or kept, wrongly. */
export const deciding: readonly Mutation[] = [
  {
    name: 'renumber a pipelined decision, whatever became of what it assumed',
    on: 'any',
    edits: [
      {
        file: 'log/placement.ts',
        find: 'if (assumption) return assumption;',
        replace: "if (assumption?.kind === 'defer') return assumption;",
      },
    ],
  },
  {
    name: 'fold a pending commit that the state holds already',
    on: 'any',
    edits: [
      {
        file: 'decisions/basis.ts',
        find: '.filter(({ prepared }) => !tail.window.commit(prepared.id));',
        replace: ';',
      },
      {
        file: 'log/placement.ts',
        find: "if (commit.position <= previous) return { kind: 'conflict', foundAt: commit.position };",
        replace: '',
      },
    ],
  },
  {
    name: 'refuse from what is pending, or was not confirmed',
    on: 'any',
    edits: [
      {
        file: 'decisions/decide.ts',
        find: 'if (confirmed && basis.assumes.length === 0) {',
        replace: 'if (confirmed || true) {',
      },
    ],
  },
  {
    name: 'confirm by the look that is running instead of the next',
    on: 'any',
    edits: [
      {
        file: 'log/shared-run.ts',
        find: `    this.#next = undefined;
    this.#running = this.work();
    return this.#running;`,
        replace: `    this.#running = this.work().finally(() => (this.#next = undefined));
    return this.#running;`,
      },
    ],
  },
  {
    name: 'let anything that was read make a decision void',
    on: 'any',
    edits: [
      {
        file: 'decisions/decide.ts',
        find: "guard === 'conflicts' ? (conflictsWith ?? query) : query",
        replace: 'conflictsWith ? query : query',
      },
    ],
  },
  {
    name: 'let only conflicts make a decision void, though more was asked for',
    on: 'any',
    edits: [
      {
        file: 'decisions/decide.ts',
        find: "guard === 'conflicts' ? (conflictsWith ?? query) : query",
        replace: 'conflictsWith ?? query',
      },
    ],
  },
  {
    name: 'tell the states of now instead of those at the commit',
    on: 'any',
    edits: [
      {
        file: 'decisions/decide.ts',
        find: 'statesAtCommit: () => unknownIfAway(commit.id, () => statesAt(reader, models, commit.lastPosition)),',
        replace: 'statesAtCommit: () => statesAt(reader, models, log.tail.head),',
      },
      {
        file: 'decisions/decide.ts',
        find: '? () => statesAt(reader, models, commit.lastPosition)',
        replace: '? () => statesAt(reader, models, log.tail.head)',
      },
    ],
  },
];
