import type { Mutation } from '../mutation';

const UNDECIDED = 'return { stored, duplicates: [], dead: [], decided: false };';

/** What became of a batch, found out wrongly. */
export const delivering: readonly Mutation[] = [
  {
    name: 'trust "not found": tell at once that nothing was written',
    on: 'any',
    edits: [
      {
        file: 'log/delivery.ts',
        find: 'if (performance.now() > giveUpAt)',
        replace: 'if (findings)',
      },
      {
        file: 'log/writer.ts',
        find: 'pending.fail(outcomeUnknown(pending.prepared.id, cause));',
        replace: "pending.fail(storeUnavailable('the append', cause));",
      },
    ],
  },
  {
    name: 'trust "not found": number anew at once what may still land',
    on: 'any',
    edits: [
      {
        file: 'log/delivery.ts',
        find: UNDECIDED,
        replace: 'return { stored, duplicates: [], dead: open, decided: true };',
      },
    ],
  },
  {
    name: "trust the error's counters",
    on: 'any',
    edits: [
      {
        file: 'log/delivery.ts',
        find: `findOut(rest, storage, tail)).catch(
        () => undefined,
      );`,
        replace: `(async () => {
        await tail.confirm();
        const count = Number(Object(error).insertedCount ?? 0);
        return { stored: rest.slice(0, count), duplicates: [], dead: rest.slice(count), decided: true };
      })()).catch(() => undefined);`,
      },
    ],
  },
  {
    name: 'take a failed batch for failed as a whole',
    on: 'any',
    edits: [
      {
        file: 'log/delivery.ts',
        find: 'const failed = rest.findIndex(({ commit }) => found.get(commit.id)?.hash !== commit.hash);',
        replace:
          'const failed = rest.length > 1 ? 0 : rest.findIndex(({ commit }) => !found.has(commit.id));',
      },
    ],
  },
  {
    name: 'take a commit found under the same id for the own one',
    on: 'any',
    edits: [
      {
        file: 'log/delivery.ts',
        find: 'found.get(commit.id)?.hash !== commit.hash',
        replace: '!found.has(commit.id)',
      },
    ],
  },
  {
    name: 'acknowledge what was sent, whatever came of it',
    on: 'any',
    edits: [
      {
        file: 'log/writer.ts',
        find: 'this.#queue.unshift(...dead.map(({ pending }) => pending));',
        replace: 'for (const { pending, commit } of dead) pending.store(commit);',
      },
    ],
  },
  {
    name: 'forget the fingerprint',
    on: 'any',
    edits: [
      {
        file: 'log/settling.ts',
        find: 'if (metadata.fingerprint !== stored.metadata.fingerprint) throw',
        replace: 'if (metadata.fingerprint === undefined && stored.metadata.fingerprint) throw',
      },
    ],
  },
  {
    name: 'refuse a repeat for its own effect',
    on: 'any',
    edits: [
      {
        file: 'log/settling.ts',
        find: 'pending.mayBeStored ? await storage.commitsById([prepared.id]) : [];',
        replace: '[];',
      },
    ],
  },
  {
    name: 'give a request the outcome of whichever is on its way under its id',
    on: 'any',
    edits: [
      {
        file: 'log/writer.ts',
        find: 'await running.outcome.catch(() => undefined);\n      if (first) {',
        replace: 'await running.outcome;\n      if (first) {',
      },
    ],
  },
];
