import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Depositing } from '../contestants/depositing';
import { accountIds } from '../contestants/payload';
import type { Bench } from '../harness/bench';
import { lineup } from '../harness/lineup';
import type { Row, Sample } from '../harness/row';
import { startBenchStack } from '../services/bench-stack';
import { monotonicMicros, placesOf } from '../services/cpu-profile';
import { phaseOf, PHASES } from '../services/phases';
import { balanceOf, openAccount } from '../services/service-api';
import { value } from './measures';

const ACCOUNTS = 64;

/** Every run starts a bank that profiles itself, which slows it down: the shares count, not the sum. */
const run = async (bench: Bench, folder: string): Promise<Sample> => {
  await mkdir(folder, { recursive: true });
  const env = { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` };
  const stack = await startBenchStack(bench, { instances: 1, env });
  const pid = stack.pid('bank-command');
  const sums = new Map<string, number>(PHASES.map((phase) => [phase, 0]));
  let [from, to] = [0, 0];
  try {
    const [address = ''] = stack.addresses('bank-command');
    const ids = accountIds(ACCOUNTS);
    for (const id of ids) await openAccount(address, id);
    const depositing = new Depositing(address, ids);
    // What it costs until the code is compiled is another matter.
    await depositing.run(bench.sizes.requests);
    from = monotonicMicros();
    const { seconds = 0 } = await depositing.run(bench.sizes.requests);
    to = from + seconds * 1e6;
    await depositing.check((id) => balanceOf(address, id));
  } finally {
    await stack.stop(async () => {
      for (const [place, micros] of await placesOf(folder, pid, from, to)) {
        const phase = phaseOf(place);
        sums.set(phase, (sums.get(phase) ?? 0) + micros / bench.sizes.requests);
      }
    });
  }
  return Object.fromEntries(sums);
};

const open = (bench: Bench) => {
  let runs = 0;
  return lineup(bench, async () => ({
    name: 'bank-command',
    run: () => run(bench, join(bench.folder, `profiles-${(runs += 1)}`)),
  }));
};

export const cpuPhases: Row = {
  name: 'cpu-phases',
  title: 'where a deposit over HTTP spends its time in bank-command (profiled, 64 connections)',
  against: 'nothing',
  needsServices: true,
  slow: true,
  cases: [
    {
      name: 'deposit',
      title: 'a deposit',
      measures: PHASES.map((phase) => value(phase, phase, 'µs')),
      open,
    },
  ],
};
