import { Depositing } from '../contestants/depositing';
import { atBothLengths, type FilledBank } from '../contestants/filled-bank';
import type { Bench } from '../harness/bench';
import type { Contestant, Row } from '../harness/row';
import { startBenchStack } from '../services/bench-stack';
import { peakMbDuring } from '../services/resident-memory';
import { balanceOf } from '../services/service-api';
import { ratio, value } from './measures';

const ACCOUNTS = 500;

/** Every run starts the bank anew, and puts money into accounts of which it has never heard. */
const loadedBank = async (bench: Bench, { own, accounts }: FilledBank): Promise<Omit<Contestant, 'name'>> => {
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
  return { run };
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
        ratio('peak', 'most memory, compared', 'MB', { atMost: 1.2 }),
        value('peak', 'the most', 'MB', { atMost: 300 }),
      ],
      open: (bench) => atBothLengths(bench, (bank) => loadedBank(bench, bank)),
    },
  ],
};
