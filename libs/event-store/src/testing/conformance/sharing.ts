import { type RecordedEvent, toPosition } from '../../contract';
import { decisionModel } from '../../models';
import { verifyChain } from '../../log';
import type { Promised } from './conformance';
import { event, failsWith, ok, readAll, same } from './assertions';
import { account, balanceOf, deposit, type Moved, withdraw } from './tiny-bank';

/** Does to something what plain JavaScript could: changes, adds and removes members, all the way down. */
const spoil = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  try {
    if (value instanceof Date) value.setFullYear(9_999);
  } catch {
    // As it should be.
  }
  for (const member of Object.keys(value)) {
    spoil(Reflect.get(value, member));
    Reflect.set(value, member, 'spoilt');
    Reflect.deleteProperty(value, member);
  }
  Reflect.set(value, 'added', 'spoilt');
};

/** What several readers are given is one and the same. */
export const sharing: readonly Promised[] = [
  {
    promise: 'nobody who is given an event can change what others are told, or are judged by',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      const owed = { items: [{ types: ['Owed'], tags: ['x'] }] };
      const told = await a.store.append({
        events: [event('Owed', ['x'], { to: { names: ['ann'] } })],
        metadata: { actor: 'ann' },
      });
      await deposit(a.store, 'acc', 100);
      await b.store.head();
      for (const { store } of [a, b]) {
        spoil(told);
        spoil(await store.log.tail.commitsAfter(toPosition(0), 10));
        spoil(await readAll(store));
        spoil(await readAll(store, owed, { upTo: toPosition(2) }));
      }
      for (const { store } of [a, b]) {
        const again = store.append({ events: [event('N', [])], condition: { failIfEventsMatch: owed } });
        await failsWith('append-condition-failed', again);
      }
      // The second counts on the first, which is on its way.
      await Promise.all([
        withdraw(b.store, 'acc', 30),
        b.store.decide({ spoiling: spoiling('acc') }, () => [
          event('Withdrawn', ['account:acc'], { amount: 20 }),
        ]),
      ]);
      const reader = await log.open();
      const [found] = await readAll(reader.store);
      ok(found);
      same([found.tags, found.data, found.metadata], [['x'], { to: { names: ['ann'] } }, { actor: 'ann' }]);
      for (const { store } of [a, b, reader]) same(await balanceOf(store, 'acc'), 50);
      const times = (await readAll(reader.store)).map(({ recordedAt }) => recordedAt.getFullYear());
      ok(times.length === 4 && Math.max(...times) < 9_999);
      same((await verifyChain(reader.storage)).fault, undefined);
    },
  },
];

/** The account, by a fold that does to events what it can. */
const spoiling = decisionModel({
  name: 'conformance-spoiling',
  query: (id: string) => account(id).query,
  initial: 0,
  evolve: (balance, moved: RecordedEvent<Moved>, id) => {
    const folded = account(id).evolve(balance, moved);
    spoil(moved);
    return folded;
  },
});
