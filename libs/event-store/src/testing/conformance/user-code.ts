import type { RecordedEvent } from '../../contract';
import type { DeclaredEventType } from '../../log';
import { decisionModel } from '../../models';
import { MemorySnapshotStorage } from '../memory-snapshot-storage';
import { event, failsWith, ok, same, typesOf } from './assertions';
import type { Promised } from './conformance';
import { account, balanceOf, deposit, type Moved, withdraw } from './tiny-bank';

/** A basket, whose types let a decider change it, as JavaScript does. */
const basket = decisionModel({
  name: 'conformance-basket',
  query: (id: string) => ({ items: [{ tags: [`account:${id}`] }] }),
  initial: { lines: new Array<number>() },
  evolve: ({ lines }, { data }: RecordedEvent<Moved>) => ({ lines: [...lines, data.amount] }),
});

/** A fold that changes the state that it is given. */
const changing = decisionModel({
  name: 'conformance-changing',
  query: (id: string) => ({ items: [{ tags: [`account:${id}`] }] }),
  initial: { balance: 0 },
  evolve: (state, { data }: RecordedEvent<Moved>) => {
    state.balance += data.amount;
    return state;
  },
});

/** What is on an account, kept as a snapshot after every event. */
const kept = decisionModel({
  name: 'conformance-kept',
  query: (id: string) => ({ items: [{ types: ['Deposited'], tags: [`account:${id}`] }] }),
  initial: 0,
  evolve: (balance, { data }: RecordedEvent<Moved>) => balance + data.amount,
  snapshot: { version: 1, every: 1, encode: (balance) => balance, decode: Number },
});

/** Deposits, whose first version is made today's by a factor that its code does not show. */
const depositedIn = (factor: number): DeclaredEventType => ({
  type: 'Deposited',
  version: 2,
  schema: { '~standard': { version: 1, vendor: 'none', validate: (value) => ({ value }) } },
  upcasts: { 1: (data) => ({ amount: Number(Reflect.get(data, 'amount')) * factor }) },
});

/** What the code of users can do, and what it cannot do to others. */
export const userCode: readonly Promised[] = [
  {
    promise: 'states are values: a decider that changes one is told by name, and no other decision sees it',
    async check(log) {
      const { store } = await log.open();
      for (const lines of [[], [100]]) {
        const decided = store.decide({ basket: basket('acc') }, ({ basket: state }) => {
          state.lines.push(150);
          throw new Error('refused');
        });
        await failsWith('state-changed', decided);
        same((await store.stateOf(basket('acc'))).state, { lines });
        if (lines.length === 0) await deposit(store, 'acc', 100);
      }
      await withdraw(store, 'acc', 80);
      same(await balanceOf(store, 'acc'), 20);
    },
  },
  {
    promise: 'a fold that changes the state it is given fails by name, and spoils no other',
    async check(log) {
      const { store } = await log.open();
      await deposit(store, 'a', 100);
      await failsWith('fold-failed', store.stateOf(changing('a')));
      same((await store.stateOf(changing('b'))).state, { balance: 0 });
    },
  },
  {
    promise: 'a decider that gives back what is no event is told so, and nothing is written',
    async check(log) {
      const { store } = await log.open();
      // A hole, which the types let pass.
      const decided = store.decide({}, () => new Array<Moved>(1));
      await failsWith('invalid-decision', decided);
      await store.append({ events: [event('Good', [])] });
      same(await typesOf(store), ['Good']);
    },
  },
  {
    promise:
      'a model that was put together beside its declaration is refused: it could share the state of another',
    async check(log) {
      const { store } = await log.open();
      await deposit(store, 'acc', 100);
      same(await balanceOf(store, 'acc'), 100);
      await failsWith('invalid-model', store.stateOf({ ...account('acc'), evolve: () => 7 }));
    },
  },
  {
    promise: 'a snapshot that other upcasters have entered is passed over',
    async check(log) {
      const snapshots = new MemorySnapshotStorage();
      const opened = (factor: number) => log.open({ eventTypes: [depositedIn(factor)], snapshots });
      const { store } = await log.open();
      await store.append({ events: [event('Deposited', ['account:acc'], { amount: 40 })] });
      same((await (await opened(1)).store.stateOf(kept('acc'))).state, 40);
      ok(snapshots.all().length === 1);
      same((await (await opened(100)).store.stateOf(kept('acc'))).state, 4_000);
    },
  },
];
