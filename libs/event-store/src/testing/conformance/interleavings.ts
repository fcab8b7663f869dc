import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStore } from '../../event-store';
import type { Commit } from '../../contract';
import type { InsertFault } from '../faulty-commit-storage';
import type { Promised } from './conformance';
import { event, failsWith, same, wholeLog } from './assertions';
import { balanceOf, deposit, withdraw } from './tiny-bank';

/** Another instance takes the position first. */
const after =
  (work: () => Promise<unknown>): InsertFault =>
  async (_, insert) => {
    await work();
    await insert();
  };

const connectionLost = () => new Error('connection closed');

/** The insert is done, and its answer lost. */
const answerLost: InsertFault = async (_, insert) => {
  await insert();
  throw connectionLost();
};

/** The insert is under way when the connection is lost; it lands when the test says so. */
const landsLate = () => {
  let land: () => Promise<unknown> = () => Promise.resolve();
  const fault: InsertFault = async (_, insert) => {
    land = () => insert().catch(() => undefined);
    // What is made anew has another time then.
    for (const sentAt = Date.now(); Date.now() <= sentAt + 1;) await nextTurn();
    throw connectionLost();
  };
  return { fault, land: () => land() };
};

const append = (store: EventStore, type: string, id?: string) =>
  store.append({
    events: [event(type, [`t:${type}`])],
    ...(id !== undefined && { command: { id, anyRequest: true } }),
  });

export const interleavings: readonly Promised[] = [
  {
    promise: 'a batch whose first commit loses its position is judged and numbered anew, whole',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      a.storage.nextInsert(after(() => append(b.store, 'X')));
      const outcomes = await Promise.allSettled([
        append(a.store, 'A'),
        a.store.append({
          events: [event('B', [])],
          condition: { failIfEventsMatch: { items: [{ tags: ['t:X'] }] } },
        }),
        append(a.store, 'C'),
      ]);
      same(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      same(await wholeLog(b.store), ['X', 'A', 'C']);
    },
  },
  {
    promise: 'a lost answer is found out: stored once, and acknowledged',
    async check(log) {
      const [a, reader] = [await log.open(), await log.open()];
      a.storage.nextInsert(answerLost);
      const [first, second] = await Promise.all([append(a.store, 'A'), append(a.store, 'B')]);
      same([first.duplicate, second.duplicate], [false, false]);
      same(await wholeLog(reader.store), ['A', 'B']);
    },
  },
  {
    promise: 'an insert that lands late behind a lost connection is stored once',
    async check(log) {
      const [a, reader] = [await log.open(), await log.open()];
      const late = landsLate();
      a.storage.nextInsert(late.fault);
      // The retry is on its way when the first insert lands before it.
      a.storage.nextInsert(after(() => late.land()));
      const appended = await Promise.all([append(a.store, 'A'), append(a.store, 'B')]);
      // It is the very commit that was sent: nobody is told of a repeat.
      same(
        appended.map(({ duplicate }) => duplicate),
        [false, false],
      );
      same(await wholeLog(reader.store), ['A', 'B']);
    },
  },
  {
    promise: 'an insert that lands late after its position was taken by another changes nothing',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      const late = landsLate();
      a.storage.nextInsert(async (commits, insert) => {
        const lost = late.fault(commits, insert);
        await append(b.store, 'X');
        await lost;
      });
      await Promise.all([append(a.store, 'A'), append(a.store, 'B')]);
      await late.land();
      same(await wholeLog(b.store), ['X', 'A', 'B']);
    },
  },
  {
    promise: 'a batch of which only the beginning was stored is completed in order',
    async check(log) {
      const [a, reader] = [await log.open(), await log.open()];
      a.storage.nextInsert(async (commits: readonly Commit[]) => {
        await a.storage.insert(commits.slice(0, 1));
        throw connectionLost();
      });
      await Promise.all([append(a.store, 'A'), append(a.store, 'B'), append(a.store, 'C')]);
      same(await wholeLog(reader.store), ['A', 'B', 'C']);
    },
  },
  {
    promise:
      'the same commit id at the same time at two instances is stored once, and both get the first result',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      const all = await Promise.all([a, b, a, b].map(({ store }) => append(store, 'A', 'key-1')));
      same(new Set(all.map(({ commit }) => commit.position)).size, 1);
      same(await wholeLog(a.store), ['A']);
    },
  },
  {
    promise:
      'a repeat whose own effect would refuse it gets the first result, at an instance that lags behind too',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      const once = (store: EventStore) =>
        store.append({
          events: [event('Won', ['name'])],
          command: { id: 'key-1', anyRequest: true },
          condition: { failIfEventsMatch: { items: [{ tags: ['name'] }] } },
        });
      const first = await once(a.store);
      await append(a.store, 'X');
      for (const { store } of [a, b]) {
        const again = await once(store);
        same(again.commit.position, first.commit.position);
      }
      same(await wholeLog(b.store), ['Won', 'X']);
    },
  },
  {
    promise: 'another request under a used commit id is refused by name',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      const give = (store: EventStore, amount: object) =>
        store.append({ events: [event('A', [])], command: { id: 'key-1', request: amount } });
      await give(a.store, { cents: 1, currency: 'EUR' });
      await failsWith('commit-id-reused', give(a.store, { cents: 2, currency: 'EUR' }));
      await failsWith('commit-id-reused', give(b.store, { cents: 1 }));
      same(Number((await give(b.store, { currency: 'EUR', cents: 1 })).commit.position), 1);
      same(await wholeLog(b.store), ['A']);
    },
  },
  {
    promise: 'an instance that lags behind does not refuse from what it no longer knows to be so',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      await failsWithFunds(withdraw(b.store, 'acc', 10));
      await deposit(a.store, 'acc', 10);
      await withdraw(b.store, 'acc', 10);
      same(await balanceOf(a.store, 'acc'), 0);
    },
  },
  {
    promise: 'a decision made on a pending one is made anew when that one does not come to be',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      await deposit(a.store, 'acc', 100);
      a.storage.nextInsert(after(() => withdraw(b.store, 'acc', 80)));
      const outcomes = await Promise.allSettled([withdraw(a.store, 'acc', 60), withdraw(a.store, 'acc', 30)]);
      same(
        outcomes.map(({ status }) => status),
        ['rejected', 'rejected'],
      );
      same(await balanceOf(b.store, 'acc'), 20);
    },
  },
  {
    promise: 'decisions on one account at once at several instances never spend money twice',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      await deposit(a.store, 'acc', 100);
      const outcomes = await Promise.allSettled(
        [a, b].flatMap(({ store }) => Array.from({ length: 16 }, () => withdraw(store, 'acc', 10))),
      );
      same(outcomes.filter(({ status }) => status === 'fulfilled').length, 10);
      const reader = await log.open();
      same((await wholeLog(reader.store)).length, 11);
      same(await balanceOf(reader.store, 'acc'), 0);
    },
  },
  {
    promise: 'a decision tells the states as of its own commit, again and again',
    async check(log) {
      const { store } = await log.open();
      await deposit(store, 'acc', 100);
      const key = { command: { id: 'key-1', anyRequest: true } } as const;
      const first = await withdraw(store, 'acc', 30, key);
      await deposit(store, 'acc', 5);
      await withdraw(store, 'acc', 75);
      const again = await withdraw((await log.open()).store, 'acc', 30, key);
      for (const decided of [first, again]) {
        same(decided.kind === 'written' && (await decided.statesAtCommit()), { account: 70 });
      }
      same(await balanceOf(store, 'acc'), 0);
    },
  },
];

const failsWithFunds = async (work: Promise<unknown>): Promise<void> => {
  const outcome = await Promise.allSettled([work]);
  same(
    outcome.map((one) => (one.status === 'rejected' ? String(one.reason) : one.status)),
    ['Error: insufficient funds'],
  );
};
