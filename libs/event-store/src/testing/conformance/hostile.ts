import { DEFAULT_LIMITS, type EventData, toPosition } from '../../contract';
import type { Promised } from './conformance';
import { event, failsWith, readAll, same, wholeLog } from './assertions';
import { account, balanceOf, deposit, withdraw } from './tiny-bank';

const blank = { type: 'E', version: 1, tags: [] };

/** What no caller should do, and what some do. */
export const hostile: readonly Promised[] = [
  {
    promise: 'what JSON or the database cannot carry is refused by name and fails its own caller only',
    async check(log) {
      const { store } = await log.open();
      const cyclic: Record<string, unknown> = {};
      cyclic.self = cyclic;
      const bad: readonly object[] = [
        { a: Number.NaN },
        { a: undefined },
        { a: new Date() },
        { a: 1n },
        { a: '\ud800' },
        { 'a\0b': 1 },
        { a: { _bsontype: 'Long' } },
        { a: { $ref: 'x', $id: 1 } },
        cyclic,
        { a: 'x'.repeat(2_000_000) },
      ];
      const good = store.append({ events: [event('Good', [])] });
      for (const data of bad)
        await failsWith('invalid-append', store.append({ events: [{ ...blank, data }] }));
      // What the types do not hold, as in JavaScript.
      const untagged = Object.assign(event('E', []), { tags: undefined });
      await failsWith('invalid-append', store.append({ events: [untagged] }));
      await failsWith('invalid-append', store.append({ events: new Array<EventData>(1) }));
      await failsWith('invalid-append', store.append({ events: [] }));
      await failsWith(
        'invalid-append',
        store.append({ events: Array.from({ length: 257 }, () => event('E', [])) }),
      );
      await failsWith('invalid-append', store.append({ events: [{ ...blank, tags: [''], data: {} }] }));
      await good;
      const reader = await log.open();
      same(await wholeLog(reader.store), ['Good']);
    },
  },
  {
    promise: 'a log keeps to its limits, and those that none can work by are refused by name',
    async check(log) {
      for (const maxEventsPerCommit of [0, -3, Number.NaN, 1.5, 1e9]) {
        const limits = { ...DEFAULT_LIMITS, maxEventsPerCommit };
        await failsWith('invalid-options', log.open({ limits }));
      }
      const { store } = await log.open({ limits: { ...DEFAULT_LIMITS, maxEventsPerCommit: 2 } });
      await failsWith(
        'invalid-append',
        store.append({ events: [event('A', []), event('B', []), event('C', [])] }),
      );
      await store.append({ events: [event('D', []), event('E', [])] });
      same(await wholeLog(store), ['D', 'E']);
    },
  },
  {
    promise: 'an append is what it was when it was handed over, whatever the caller does to it afterwards',
    async check(log) {
      const { store } = await log.open();
      await store.append({ events: [event('A', ['t'])] });
      const data = { amount: 1 };
      const condition = { failIfEventsMatch: { items: [{ tags: ['t'] }] }, after: toPosition(0) };
      const appended = store.append({ events: [{ ...blank, data }] });
      const refused = store.append({ events: [event('B', [])], condition });
      data.amount = 1_000;
      condition.failIfEventsMatch.items = [{ tags: ['u'] }];
      await failsWith('append-condition-failed', refused);
      await appended;
      const reader = await log.open();
      same(
        (await readAll(reader.store)).map((recorded) => recorded.data),
        [{}, { amount: 1 }],
      );
    },
  },
  {
    promise: 'two requests under one commit id at once are judged each by its own condition',
    async check(log) {
      const { store } = await log.open();
      await store.append({ events: [event('A', ['t'])] });
      const request = (tag: string) =>
        store.append({
          events: [event('B', [])],
          command: { id: 'key-1', anyRequest: true },
          condition: { failIfEventsMatch: { items: [{ tags: [tag] }] } },
        });
      const [first, second] = await Promise.allSettled([request('t'), request('u')]);
      same([first.status, second.status], ['rejected', 'fulfilled']);
      const reader = await log.open();
      same(await wholeLog(reader.store), ['A', 'B']);
    },
  },
  {
    promise:
      'a stored commit whose answer is lost is folded once, though the window has forgotten it meanwhile',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      let stored: () => void = () => undefined;
      const isStored = new Promise<void>((resolve) => {
        stored = resolve;
      });
      let lose: () => void = () => undefined;
      const mayBeLost = new Promise<void>((resolve) => {
        lose = resolve;
      });
      a.storage.nextInsert(async (_, insert) => {
        await insert();
        stored();
        await mayBeLost;
        throw new Error('connection closed');
      });
      // Settled, whichever way: a check that has failed by then leaves no rejection behind.
      const depositing = Promise.allSettled([deposit(a.store, 'acc', 100)]);
      await isStored;
      // Far enough for the tail of the first instance to jump.
      const many = Array.from({ length: 256 }, () => event('Noise', []));
      for (let count = 0; count < 40; count += 1) await b.store.append({ events: many });
      await a.store.head();
      const overdrawing = Promise.allSettled([withdraw(a.store, 'acc', 150)]);
      lose();
      const [[withdrawn], [deposited]] = await Promise.all([overdrawing, depositing]);
      same([withdrawn.status, deposited.status], ['rejected', 'fulfilled']);
      const reader = await log.open();
      same(await balanceOf(reader.store, 'acc'), 100);
    },
  },
  {
    promise: 'a state asked for at a position beyond the head is refused, and spoils no later decision',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      await deposit(b.store, 'acc', 100);
      await failsWith('position-beyond-head', a.store.stateAt(account('acc'), toPosition(2)));
      await withdraw(b.store, 'acc', 80);
      const outcome = await Promise.allSettled([withdraw(a.store, 'acc', 80)]);
      same(
        outcome.map(({ status }) => status),
        ['rejected'],
      );
      same((await a.store.stateAt(account('acc'), toPosition(1))).state, 100);
      same(await balanceOf(a.store, 'acc'), 20);
    },
  },
  {
    promise: 'what somebody put beside the log answers nobody under its id, and holds up nobody else',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      const { commit } = await a.store.append({ events: [event('A', [])] });
      const far = toPosition(1_000_000);
      await a.storage.insert([{ ...commit, id: 'key-1', position: far, lastPosition: far }]);
      const append = (id: string) =>
        b.store.append({ events: [event('A', [])], command: { id, anyRequest: true } });
      const [, other] = await Promise.all([failsWith('log-corrupt', append('key-1')), append('key-2')]);
      same([Number(other.commit.position), other.duplicate], [2, false]);
      const reader = await log.open();
      same(await wholeLog(reader.store), ['A', 'A']);
    },
  },
  {
    promise: 'a thousand decisions on one account at once all find their place',
    async check(log) {
      const { store } = await log.open();
      await deposit(store, 'acc', 700);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 1_000 }, () => withdraw(store, 'acc', 1)),
      );
      same(outcomes.filter(({ status }) => status === 'fulfilled').length, 700);
      const reader = await log.open();
      same((await wholeLog(reader.store)).length, 701);
      same(await balanceOf(reader.store, 'acc'), 0);
    },
  },
];
