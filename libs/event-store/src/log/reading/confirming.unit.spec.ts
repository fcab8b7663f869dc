import { describe, expect, it } from '@jest/globals';
import { EventStore } from '../../event-store';
import {
  type Confirmation,
  type ConfirmOptions,
  isEventStoreError,
  type Position,
  storeUnavailable,
} from '../../contract';
import { decisionModel } from '../../models';
import { MemoryCommits, MemoryCommitStorage } from '../../testing';
import { EventLog } from '../event-log';
import type { ReadOptions } from './read-pages';

const happened = { type: 'Happened', version: 1, tags: [], data: {} };

/** At a primary that was replaced at some position and has not noticed: asked for a proof it steps down. */
class ReplacedPrimary extends MemoryCommitStorage {
  replacedAt: Position | undefined;
  reachesMajority = true;
  proofs = 0;

  override async commitsAfter(boundary: Position, limit: number) {
    const { commits, more } = await super.commitsAfter(boundary, limit);
    const { replacedAt } = this;
    if (replacedAt === undefined) return { commits, more };
    return { commits: commits.filter(({ position }) => position <= replacedAt), more: false };
  }

  override async provePrimary(): Promise<void> {
    this.proofs += 1;
    if (!this.reachesMajority) throw storeUnavailable('a read', new Error('There is no majority.'));
    await super.provePrimary();
    this.replacedAt = undefined;
  }
}

/** One event is known at the replaced primary, and its successor has acknowledged a second one. */
const afterReplacement = async (confirm?: Confirmation) => {
  const commits = new MemoryCommits();
  const storage = new ReplacedPrimary(commits);
  const store = new EventStore(await EventLog.open(storage, confirm && { confirm }));
  await store.append({ events: [happened] });
  storage.replacedAt = await store.head();
  await (await EventLog.open(new MemoryCommitStorage(commits))).append({ events: [happened] });
  storage.proofs = 0;
  return { store, storage };
};

const count = decisionModel({
  name: 'count',
  query: () => ({ items: [{ types: ['Happened'] }] }),
  initial: 0,
  evolve: (state) => state + 1,
})();

const read = async (store: EventStore, options: ReadOptions) => {
  const positions: Position[] = [];
  for await (const { position } of store.read(undefined, options)) positions.push(position);
  return positions.length;
};

/** How many events each way of asking without writing finds. */
const QUESTIONS: Readonly<Record<string, (store: EventStore, options: ConfirmOptions) => Promise<number>>> = {
  head: (store, options) => store.head(options),
  read,
  'read backwards': (store, options) => read(store, { ...options, backwards: true }),
  stateOf: async (store, options) => (await store.stateOf(count, options)).state,
  decide: async (store, options) => {
    const decided = await store.decide({ count }, () => [], options);
    return decided.kind === 'nothing' ? decided.states.count : Number.NaN;
  },
};

describe.each(Object.entries(QUESTIONS))(
  'at a primary that was replaced and has not noticed, %s',
  (_, ask) => {
    it('misses what its successor acknowledged, when a majority look is enough', async () => {
      const { store, storage } = await afterReplacement();
      expect(await ask(store, {})).toBe(1);
      expect(storage.proofs).toBe(0);
    });

    it('reflects it, when the log is opened as linearizable', async () => {
      const { store, storage } = await afterReplacement('linearizable');
      expect(await ask(store, {})).toBe(2);
      expect(storage.proofs).toBe(1);
    });

    it('reflects it, when this one question is to be linearizable', async () => {
      const { store } = await afterReplacement();
      expect(await ask(store, { confirm: 'linearizable' })).toBe(2);
    });

    it('needs no proof, when a majority look is enough for this one question', async () => {
      const { store, storage } = await afterReplacement('linearizable');
      expect(await ask(store, { confirm: 'majority' })).toBe(1);
      expect(storage.proofs).toBe(0);
    });

    it('gives no answer, when no majority takes it for the primary', async () => {
      const { store, storage } = await afterReplacement('linearizable');
      storage.reachesMajority = false;
      await expect(ask(store, {})).rejects.toMatchObject({ code: 'store-unavailable' });
    });

    it('refuses a confirmation that does not exist', async () => {
      const { store, storage } = await afterReplacement();
      const nonsense: Confirmation = JSON.parse('"local"');
      const [asked] = await Promise.allSettled([ask(store, { confirm: nonsense })]);
      expect(asked.status === 'rejected' && isEventStoreError(asked.reason, 'invalid-options')).toBe(true);
      expect(storage.proofs).toBe(0);
    });
  },
);

it('questions that wait share one proof and one look', async () => {
  const { store, storage } = await afterReplacement('linearizable');
  await Promise.all([store.head(), store.head(), store.stateOf(count)]);
  expect(storage.proofs).toBe(1);
});

it('a log is not opened with a confirmation that does not exist', async () => {
  const confirm: Confirmation = JSON.parse('"local"');
  await expect(EventLog.open(new MemoryCommitStorage(), { confirm })).rejects.toMatchObject({
    code: 'invalid-options',
  });
});
