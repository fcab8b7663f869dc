import { accountTag } from '@event-sourcing/bank-domain';
import type { RecordedEvent } from '@event-sourcing/event-store';
import { expectSame } from '../bench-error';
import { DECISIVE } from '../contestants/durability';
import { fillLog } from '../contestants/filled-log';
import { accountIds } from '../contestants/payload';
import { openBankStore } from '../contestants/store-log';
import { storedCommits } from '../contestants/stored-commits';
import type { Bench } from '../harness/bench';
import type { Contestant, Lineup, Row } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';
import { LATENCIES } from './measures';

const EVENTS_EACH = 100;

const open = async (bench: Bench): Promise<Lineup> => {
  const { sampleMs, logEvents } = bench.sizes;
  const { client, db, drop } = await bench.database();
  const accounts = accountIds(Math.max(2, Math.ceil(logEvents / EVENTS_EACH)));
  await fillLog(client, db.databaseName, accounts, accounts.length * EVENTS_EACH);
  const store = await openBankStore(client, db.databaseName);
  const commits = storedCommits(db);

  const reading = (name: string, readOne: (tag: string) => Promise<number>): Contestant => {
    let turn = 0;
    const one = async (): Promise<void> => {
      const account = accounts[(turn += 1) % accounts.length];
      if (account !== undefined) expectSame(name, await readOne(accountTag(account)), EVENTS_EACH);
    };
    return {
      name,
      run: async () => loopSample(await closedLoop(1, sampleMs, one)),
      check: async () => undefined,
    };
  };
  const viaStore = reading('event store', async (tag) => {
    const found: RecordedEvent[] = [];
    for await (const event of store.read({ items: [{ tags: [tag] }] })) found.push(event);
    return found.length;
  });
  const viaDriver = reading('raw indexed find', async (tag) => {
    const found = await commits.find({ 'events.tags': tag }, DECISIVE).sort({ position: 1 }).toArray();
    return found.length;
  });
  return { contestants: [viaStore, viaDriver], close: drop };
};

export const readAccount: Row = {
  name: 'read-account',
  title: 'read one account of 100 events',
  against: 'raw indexed find',
  cases: [
    {
      name: '100',
      title: 'one after another',
      measures: [
        { metric: 'rate', title: 'accounts', unit: '/s', of: 'ratio', goal: { atLeast: 0.9 } },
        ...LATENCIES,
      ],
      open,
    },
  ],
};
