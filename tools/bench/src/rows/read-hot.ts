import { setTimeout as pause } from 'node:timers/promises';
import { account, accountId, accountTag, type AccountId } from '@event-sourcing/bank-domain';
import { BenchError } from '../bench-error';
import { fundAccounts } from '../contestants/account-holder';
import { DECISIVE } from '../contestants/durability';
import { amounts, deposit, metadata } from '../contestants/payload';
import { openBankStore } from '../contestants/store-log';
import { storedCommits } from '../contestants/stored-commits';
import type { Bench } from '../harness/bench';
import type { Contestant, Lineup, Row } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';
import { LATENCIES } from './measures';

const READERS = 64;
const EVENTS_BEFORE = 100;
const WRITE_EVERY_MS = 100;

/** Resolves with the position of the account's last event that the reader knows. */
type ReadOne = (id: AccountId) => Promise<number>;

const open = async (bench: Bench): Promise<Lineup> => {
  const { sampleMs } = bench.sizes;
  const { client, db, drop } = await bench.database();
  // Written by another process than the one that reads, as far as the readers can tell.
  const [writer, store] = [
    await openBankStore(client, db.databaseName),
    await openBankStore(client, db.databaseName),
  ];
  const commits = storedCommits(db);
  const cents = amounts();

  const reading = (name: string, readOne: ReadOne): Contestant => {
    let accounts = 0;
    const run = async () => {
      // A new one each time: it must not be longer for the one who comes later.
      const id = accountId.parse(`${name.replaceAll(' ', '-')}-${(accounts += 1)}`);
      await fundAccounts(writer, [id]);
      const write = () => writer.append({ events: [deposit(id, cents())], metadata: metadata() });
      let acknowledged = 0;
      for (let event = 2; event < EVENTS_BEFORE; event += 1) {
        acknowledged = (await write()).commit.lastPosition;
      }
      const done = new AbortController();
      const writing = (async () => {
        while (!done.signal.aborted) {
          acknowledged = (await write()).commit.lastPosition;
          await pause(WRITE_EVERY_MS, undefined, { signal: done.signal }).catch(() => undefined);
        }
      })();
      const loop = await closedLoop(READERS, sampleMs, async () => {
        const asked = acknowledged;
        const reflected = await readOne(id);
        if (reflected < asked)
          throw new BenchError('wrong-result', `${name}: read ${reflected} when ${asked} was acknowledged.`);
      });
      done.abort();
      await writing;
      return loopSample(loop);
    };
    return { name, run, check: async () => undefined };
  };

  const viaStore = reading('event store', async (id) => {
    const { state } = await store.stateOf(account(id));
    return state.status === 'open' ? state.lastPosition : 0;
  });
  const viaDriver = reading('raw indexed find', async (id) => {
    const found = await commits
      .find({ 'events.tags': accountTag(id) }, DECISIVE)
      .sort({ position: 1 })
      .toArray();
    const last = found.at(-1);
    return last === undefined ? 0 : last.position + last.events.length - 1;
  });
  return { contestants: [viaStore, viaDriver], close: drop };
};

export const readHot: Row = {
  name: 'read-hot',
  title: '64 concurrent reads of one hot account, each confirmed by a tail read begun after it was asked',
  against: 'raw indexed find of its 100 events',
  cases: [
    {
      name: '64',
      title: '64 concurrent',
      measures: [
        { metric: 'rate', title: 'reads', unit: '/s', of: 'ratio', goal: { atLeast: 10 } },
        ...LATENCIES,
      ],
      open,
    },
  ],
};
