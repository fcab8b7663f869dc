import { deferred } from '../../async';
import type { Commit } from '../../contract';
import type { Promised } from './conformance';
import { event, failsWith, same, wholeLog } from './assertions';
import { balanceOf, deposit, withdraw } from './tiny-bank';

/** The first commit with an event that a database's rule says no to. */
const unwelcome = (commits: readonly Commit[]): number | undefined => {
  const index = commits.findIndex(({ events }) => events.some(({ type }) => type === 'Unwelcome'));
  return index < 0 ? undefined : index;
};

/** What the database says no to, for good. */
export const refused: readonly Promised[] = [
  {
    promise: 'what the database refuses for good fails alone and by name; what travels with it is stored',
    async check(log) {
      const { store, storage } = await log.open();
      await store.append({ events: [event('First', [])] });
      same(await wholeLog((await log.open()).store), ['First']);
      storage.refuse(unwelcome);
      const types = ['A', 'Unwelcome', 'B', 'Unwelcome', 'C'];
      await Promise.all(
        types.map(async (type) => {
          const appended = store.append({ events: [event(type, [])] });
          await (type === 'Unwelcome' ? failsWith('store-refused', appended) : appended);
        }),
      );
      same(await wholeLog((await log.open()).store), ['First', 'A', 'B', 'C']);
    },
  },
  {
    promise:
      'while the database takes nothing, every append fails by name, and the next after that is stored',
    async check(log) {
      const { store, storage } = await log.open();
      storage.refuse(() => 'all');
      const appends = ['A', 'B'].map((type) => store.append({ events: [event(type, [])] }));
      await Promise.all(appends.map((append) => failsWith('store-refused', append)));
      storage.refuse(() => undefined);
      await store.append({ events: [event('C', [])] });
      same(await wholeLog((await log.open()).store), ['C']);
    },
  },
  {
    promise: 'what was decided on something that the database then refused is decided anew',
    async check(log) {
      const { store, storage } = await log.open();
      await deposit(store, 'acc', 100);
      storage.refuse((commits) => {
        const index = commits.findIndex(({ events }) =>
          events.some(({ type, data }) => type === 'Deposited' && data.amount === 13),
        );
        return index < 0 ? undefined : index;
      });
      const deposited = failsWith('store-refused', deposit(store, 'acc', 13));
      const [small, large] = await Promise.allSettled([
        withdraw(store, 'acc', 40),
        withdraw(store, 'acc', 70),
        deposited,
      ]);
      same([small.status, large.status], ['fulfilled', 'rejected']);
      same(await balanceOf((await log.open()).store, 'acc'), 60);
    },
  },
  {
    promise: 'a refusal does not decide about what an earlier insert, of which nobody knows, may still store',
    async check(log) {
      const { store, storage } = await log.open();
      await store.append({ events: [event('First', [])] });
      same(await wholeLog((await log.open()).store), ['First']);
      let land: () => Promise<void> = () => Promise.resolve();
      storage.nextInsert(async (_, insert) => {
        land = insert;
        throw new Error('connection closed');
      });
      const again = deferred<undefined>();
      let refusals = 0;
      storage.refuse(() => {
        refusals += 1;
        if (refusals === 2) again.resolve(undefined);
        return 0;
      });
      const appended = store.append({ events: [event('A', [])], command: { id: 'key-1', anyRequest: true } });
      // Whoever believes the first refusal answers now.
      await Promise.race([again.promise, appended]);
      await land();
      const { commit, duplicate } = await appended;
      same([Number(commit.position), duplicate], [2, false]);
      same(await wholeLog((await log.open()).store), ['First', 'A']);
    },
  },
];
