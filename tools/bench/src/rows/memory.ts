import pidusage from 'pidusage';
import { Depositing } from '../contestants/depositing';
import { atBothLengths, type FilledBank } from '../contestants/filled-bank';
import type { Bench } from '../harness/bench';
import { ratio, single, value, type Contestant } from '../harness/row';
import { meanwhile } from '../load/meanwhile';
import { startBenchStack } from '../services/bench-stack';
import { balanceOf } from '../services/service-api';

const ACCOUNTS = 500;
const LOOK_EVERY_MS = 100;

/** The most memory that a process holds while something is done: resident, in MB. */
const peakMbDuring = async (pid: number, work: () => Promise<unknown>): Promise<number> => {
  let peak = 0;
  const look = async (): Promise<void> => {
    peak = Math.max(peak, (await pidusage(pid)).memory / 1024 ** 2);
  };
  await meanwhile(LOOK_EVERY_MS, look, work);
  await look();
  return peak;
};

/** Every run starts the bank anew, and puts money into accounts of which it has never heard. */
const loadedBank = async (bench: Bench, { own, accounts }: FilledBank): Promise<Omit<Contestant, 'name'>> => {
  const loaded = accounts.slice(0, ACCOUNTS);
  const before = new Map<string, number>();
  const run = async () => {
    const stack = await startBenchStack(bench, 1, { BANK_DATABASE: own.db.databaseName });
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

export const memory = single({
  name: 'memory',
  title: 'memory of bank-command under load at 1,000,000 events',
  against: 'the same at 10,000',
  needsServices: true,
  slow: true,
  measures: [
    ratio('peak', 'most memory, compared', 'MB', { atMost: 1.2 }),
    value('peak', 'the most', 'MB', { atMost: 300 }),
  ],
  open: atBothLengths(loadedBank),
});
