import { Depositing } from '../contestants/depositing';
import { filledBank } from '../contestants/filled-bank';
import type { Bench } from '../harness/bench';
import type { Contestant, Lineup, Row } from '../harness/row';
import { startBenchStack } from '../services/bench-stack';
import { peakMbDuring } from '../services/resident-memory';
import { balanceOf } from '../services/service-api';

const ACCOUNTS = 500;

/** Every run starts the bank anew, and puts money into accounts of which it has never heard. */
const atLength = async (bench: Bench, length: number): Promise<Contestant> => {
  const { own, accounts } = await filledBank(bench, length);
  const loaded = accounts.slice(0, ACCOUNTS);
  const before = new Map<string, number>();
  const run = async () => {
    const stack = await startBenchStack(bench, { instances: 1, bankDatabase: own.db.databaseName });
    try {
      const [address = ''] = stack.addresses('bank-command');
      for (const id of loaded) before.set(id, await balanceOf(address, id));
      const depositing = new Depositing(address, loaded);
      const peak = await peakMbDuring(stack.pid('bank-command'), () => depositing.run(bench.sizes.requests));
      await depositing.check(async (id) => (await balanceOf(address, id)) - (before.get(id) ?? 0));
      return { peak };
    } finally {
      await stack.stop();
    }
  };
  return { name: `${length.toLocaleString('en')} events`, run, check: async () => undefined };
};

const open = async (bench: Bench): Promise<Lineup> => {
  const { small, large } = bench.sizes.growth;
  const contestants: [Contestant, Contestant] = [await atLength(bench, large), await atLength(bench, small)];
  return { contestants, close: async () => undefined };
};

export const memory: Row = {
  name: 'memory',
  title: 'memory of bank-command under load at 1,000,000 events',
  against: 'the same at 10,000',
  needsServices: true,
  slow: true,
  cases: [
    {
      name: 'peak',
      title: '64 connections',
      measures: [
        { metric: 'peak', title: 'most memory, compared', unit: 'MB', of: 'ratio', goal: { atMost: 1.2 } },
        { metric: 'peak', title: 'the most', unit: 'MB', of: 'value', goal: { atMost: 300 } },
      ],
      open,
    },
  ],
};
