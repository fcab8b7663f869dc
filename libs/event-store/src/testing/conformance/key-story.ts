import { deferred } from '../../async';
import type { EventStore } from '../../event-store';
import type { Decided, DecideOptions } from '../../decisions';
import type { DecisionModels } from '../../models';
import type { InsertFault } from '../faulty-commit-storage';
import type { Promised } from './conformance';
import { failsWith, same, wholeLog } from './assertions';
import { account, balanceOf, deposit, withdraw } from './tiny-bank';

const HOUR_MS = 3_600_000;
const KEY = { command: { id: 'key-1', anyRequest: true } } as const;

/** An insert that is on its way until the test lets it land; by then its connection is lost. */
const delayedInsert = () => {
  const sent = deferred<undefined>();
  let land: () => Promise<unknown> = () => Promise.resolve();
  const lost = deferred<never>();
  const fault: InsertFault = (_, insert) => {
    land = () => insert().catch(() => undefined);
    sent.resolve(undefined);
    return lost.promise;
  };
  return {
    fault,
    sent: sent.promise,
    land: () => land(),
    lose: () => lost.reject(new Error('connection closed')),
  };
};

const outcomeOf = async (work: Promise<Decided<DecisionModels>>): Promise<string> =>
  work.then(
    ({ kind }) => kind,
    (error: unknown) => String(error),
  );

const REFUSED = 'Error: insufficient funds';

/** What the log holds of the account; what the store records about commands is not part of it. */
const moved = async (store: EventStore): Promise<readonly string[]> =>
  (await wholeLog(store)).filter((type) => type === 'Deposited' || type === 'Withdrawn');

/** Empties the account while there is anything on it, otherwise does nothing. */
const empty = (store: EventStore, options?: DecideOptions) =>
  store.decide(
    { account: account('acc') },
    ({ account: amount }) =>
      amount > 0 ? [{ type: 'Withdrawn', version: 1, tags: ['account:acc'], data: { amount } }] : [],
    options,
  );

/** Under the key: does nothing while the account is empty, otherwise refuses. */
const expectEmpty = (store: EventStore) =>
  store.decide(
    { account: account('acc') },
    ({ account: amount }) => {
      if (amount > 0) throw new Error('not empty');
      return [];
    },
    KEY,
  );

/** Puts a deposit and a keyed command that counts on it into one insert, which is on its way when this resolves. */
const sentTogether = async (
  log: Parameters<Promised['check']>[0],
  command: (store: EventStore) => Promise<Decided<DecisionModels>>,
) => {
  const [a, b] = [await log.open(), await log.open()];
  const insert = delayedInsert();
  a.storage.nextInsert(insert.fault);
  const paid = deposit(a.store, 'acc', 100);
  const first = outcomeOf(command(a.store));
  await insert.sent;
  return { a, b, insert, paid, first };
};

export const keyStory: readonly Promised[] = [
  {
    promise: 'a refused command is not carried out by an insert that lands late, with what it counts on',
    async check(log) {
      const withdrawal = (store: EventStore) => withdraw(store, 'acc', 60, KEY);
      const { b, insert, paid, first } = await sentTogether(log, withdrawal);
      const repeat = await outcomeOf(withdrawal(b.store));
      await insert.land();
      insert.lose();
      await paid;
      same([repeat, await first], [REFUSED, REFUSED]);
      same(await moved(b.store), ['Deposited']);
    },
  },
  {
    promise: 'a command that is carried out while its refusal is recorded gives that result',
    async check(log) {
      const withdrawal = (store: EventStore) => withdraw(store, 'acc', 60, KEY);
      const { b, insert, paid, first } = await sentTogether(log, withdrawal);
      b.storage.nextInsert(async (_, record) => {
        await insert.land();
        await record();
      });
      const repeat = await outcomeOf(withdrawal(b.store));
      insert.lose();
      await paid;
      same([repeat, await first], ['written', 'written']);
      same(await balanceOf(b.store, 'acc'), 40);
    },
  },
  {
    promise: 'a command that was told to change nothing does not change anything later',
    async check(log) {
      const emptied = (store: EventStore) => empty(store, KEY);
      const { b, insert, paid, first } = await sentTogether(log, emptied);
      const repeat = await outcomeOf(emptied(b.store));
      await insert.land();
      insert.lose();
      await paid;
      same([repeat, await first], ['nothing', 'nothing']);
      same(await balanceOf(b.store, 'acc'), 100);
    },
  },
  {
    promise: 'repeats of one command at the same time at two instances get one answer',
    async check(log) {
      const withdrawal = (store: EventStore) => withdraw(store, 'acc', 60, KEY);
      const { b, insert, paid, first } = await sentTogether(log, withdrawal);
      const repeats = Promise.all([outcomeOf(withdrawal(b.store)), outcomeOf(withdrawal(b.store))]);
      await insert.land();
      insert.lose();
      await paid;
      const answers = new Set([await first, ...(await repeats)]);
      same(answers.size, 1);
      same((await moved(b.store)).length, answers.has('written') ? 2 : 1);
    },
  },
  {
    promise: 'repeats of one command at the same time at one instance get one answer',
    async check(log) {
      const { store } = await log.open();
      const twins = [1, 2, 3].map(() => outcomeOf(withdraw(store, 'acc', 60, KEY)));
      const paid = deposit(store, 'acc', 100);
      const answers = new Set(await Promise.all(twins));
      await paid;
      same(answers.size, 1);
      same((await moved(store)).length, answers.has('written') ? 2 : 1);
    },
  },
  {
    promise:
      'a command is decided anew when it is repeated after its refusal, at any instance that knows of that',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      same(await outcomeOf(withdraw(a.store, 'acc', 60, KEY)), REFUSED);
      await b.store.head();
      await deposit(a.store, 'acc', 100);
      same(await outcomeOf(withdraw(b.store, 'acc', 60, KEY)), 'written');
      same(await outcomeOf(withdraw(a.store, 'acc', 60, KEY)), 'written');
      same(await moved(a.store), ['Deposited', 'Withdrawn']);
    },
  },
  {
    promise: 'a try that may have begun before a refusal writes nothing; the next one is decided anew',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      same(await outcomeOf(withdraw(a.store, 'acc', 60, KEY)), REFUSED);
      await deposit(a.store, 'acc', 100);
      // It knows of neither.
      await failsWith('command-answered', withdraw(b.store, 'acc', 60, KEY));
      same(await moved(a.store), ['Deposited']);
      same(await outcomeOf(withdraw(b.store, 'acc', 60, KEY)), 'written');
    },
  },
  {
    promise: 'a try that began before a refusal does not change it, though its first look comes after that',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      b.storage.nextTailRead(async (read) => {
        same(await outcomeOf(withdraw(a.store, 'acc', 60, KEY)), REFUSED);
        await deposit(a.store, 'acc', 100);
        return read();
      });
      await failsWith('command-answered', withdraw(b.store, 'acc', 60, KEY));
      same(await moved(a.store), ['Deposited']);
    },
  },
  {
    promise: 'a refusal of long ago binds nobody, at an instance that knows nothing of it either',
    async check(log) {
      const [a, b] = [await log.open({ clockAheadMs: -3 * HOUR_MS }), await log.open()];
      same(await outcomeOf(withdraw(a.store, 'acc', 60, KEY)), REFUSED);
      await deposit(a.store, 'acc', 100);
      same(await outcomeOf(withdraw(b.store, 'acc', 60, KEY)), 'written');
    },
  },
  {
    promise: 'tries that may have begun at the same time are not told different things, one refused, one not',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      b.storage.nextTailRead(async (read) => {
        same(await outcomeOf(expectEmpty(a.store)), 'nothing');
        await deposit(a.store, 'acc', 100);
        return read();
      });
      await failsWith('command-answered', expectEmpty(b.store));
    },
  },
  {
    promise: 'of two answers that write nothing the one that is recorded first holds for both',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      await deposit(a.store, 'acc', 100);
      await b.store.head();
      b.storage.nextInsert(async (_, record) => {
        await withdraw(a.store, 'acc', 100);
        same(await outcomeOf(expectEmpty(a.store)), 'nothing');
        await record();
      });
      same(await outcomeOf(expectEmpty(b.store)), 'nothing');
      same(await moved(b.store), ['Deposited', 'Withdrawn']);
    },
  },
  {
    promise: 'a refusal whose record is acknowledged late is not told when the command was carried out since',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      a.storage.nextInsert(async (_, record) => {
        await record();
        await deposit(b.store, 'acc', 100);
        same(await outcomeOf(withdraw(b.store, 'acc', 60, KEY)), 'written');
      });
      same(await outcomeOf(withdraw(a.store, 'acc', 60, KEY)), 'written');
      same(await balanceOf(a.store, 'acc'), 40);
    },
  },
  {
    promise:
      'a command that was carried out gives its first result, and nothing is written, whatever it would be now',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      await deposit(a.store, 'acc', 100);
      await withdraw(a.store, 'acc', 60, KEY);
      const before = await wholeLog(b.store);
      same(await outcomeOf(withdraw(b.store, 'acc', 60, KEY)), 'written');
      same(await wholeLog(a.store), before);
    },
  },
  {
    promise: 'a refused command leaves a record that names it',
    async check(log) {
      const { store } = await log.open();
      await outcomeOf(withdraw(store, 'acc', 60, { ...KEY, metadata: { actor: 'ann' } }));
      const records = [];
      for await (const { type, data, metadata } of store.read({ items: [{ tags: ['command:key-1'] }] })) {
        records.push({
          type,
          commandId: data.commandId,
          decidedAt: data.decidedAt,
          told: data.metadata,
          metadata,
        });
      }
      same(records, [
        { type: 'CommandRefused', commandId: 'key-1', decidedAt: 0, told: { actor: 'ann' }, metadata: {} },
      ]);
    },
  },
];
