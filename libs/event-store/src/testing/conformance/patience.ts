import { performance } from 'node:perf_hooks';
import { isEventStoreError } from '../../contract';
import { account, deposit, withdraw } from './tiny-bank';
import { event, ok, same, wholeLog } from './assertions';
import type { Promised } from './conformance';

const PATIENCE_MS = 1_500;
const SHORT_MS = 300;
const MORE_MS = 400;
const CLOSED_WITHIN_MS = 3_500;

/** What comes of work, as a code; asserts that it is known in time. */
const inTime = async (work: Promise<unknown>, withinMs = PATIENCE_MS + MORE_MS): Promise<string> => {
  const began = performance.now();
  const outcome = await work.then(
    () => 'done',
    (error: unknown) => (isEventStoreError(error) ? error.code : String(error)),
  );
  const ms = performance.now() - began;
  ok(ms < withinMs, `${outcome} after ${ms} ms`);
  return outcome;
};

/** A database that stands still. */
export const patience: readonly Promised[] = [
  {
    promise: 'whoever asks while the database stands still waits for its patience and no longer',
    async check(log) {
      const { store, storage } = await log.open({ patienceMs: PATIENCE_MS });
      await deposit(store, 'acc', 100);
      same(await wholeLog(store), ['Deposited']);
      const goOn = storage.standStill();
      const sent = inTime(
        store.append({ events: [event('Sent', [])], command: { id: 'sent', anyRequest: true } }),
      );
      const asked = [
        inTime(store.head()),
        inTime(store.stateOf(account('acc'))),
        inTime(withdraw(store, 'acc', 1_000)),
        inTime(withdraw(store, 'acc', 1_000, { command: { id: 'refused', anyRequest: true } })),
        inTime(withdraw(store, 'acc', 10, { patienceMs: SHORT_MS }), SHORT_MS + MORE_MS),
      ];
      same(await sent, 'outcome-unknown');
      same(await Promise.all(asked), [
        'store-unavailable',
        'store-unavailable',
        'store-unavailable',
        'outcome-unknown',
        'outcome-unknown',
      ]);
      goOn();
      // What was unknown can be asked for, and has one outcome.
      await store.append({ events: [event('Sent', [])], command: { id: 'sent', anyRequest: true } });
      same(
        (await wholeLog((await log.open()).store)).filter((type) => type === 'Sent'),
        ['Sent'],
      );
    },
  },
  {
    promise: 'what was told that nothing was written is not written when the database goes on',
    async check(log) {
      const { store, storage } = await log.open({ patienceMs: PATIENCE_MS });
      await store.append({ events: [event('First', [])] });
      same(await wholeLog(store), ['First']);
      const goOn = storage.standStill();
      const sent = inTime(store.append({ events: [event('Sent', [])] }));
      const arrived = new Promise((resolve) => setTimeout(resolve, MORE_MS / 4));
      const waiting = arrived.then(() => inTime(store.append({ events: [event('Waited', [])] })));
      same([await sent, await waiting], ['outcome-unknown', 'store-unavailable']);
      goOn();
      await store.append({ events: [event('Later', [])] });
      const types = await wholeLog((await log.open()).store);
      same([types[0], types.at(-1), types.includes('Waited')], ['First', 'Later', false]);
    },
  },
  {
    promise:
      'a store is closed in time while the database stands still, and what waits is told what is known',
    async check(log) {
      const { store, storage } = await log.open();
      await store.append({ events: [event('First', [])] });
      same(await wholeLog(store), ['First']);
      const goOn = storage.standStill();
      const sent = inTime(store.append({ events: [event('Sent', [])] }), CLOSED_WITHIN_MS);
      const closed = inTime(store.close(), CLOSED_WITHIN_MS);
      same([await sent, await closed], ['outcome-unknown', 'done']);
      same(await inTime(store.append({ events: [event('Late', [])] })), 'closed');
      goOn();
    },
  },
];
