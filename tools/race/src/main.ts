import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from '@event-sourcing/engine';
import { race } from './race';

const { values } = parseArgs({
  options: {
    appends: { type: 'string', default: '100000' },
    processes: { type: 'string', default: '2' },
    workers: { type: 'string', default: '16' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'cut-every': { type: 'string', default: '200' },
  },
});

const dataDir = await mkdtemp(join(tmpdir(), 'race-engine-'));
const engine = await startEngine({ dataDir, log: (line) => console.log(line) });
try {
  const seed = Number(values.seed);
  const appends = Number(values.appends);
  console.log(`${appends} appends, ${values.processes} processes × ${values.workers} workers, seed ${seed}`);
  const result = await race({
    uri: engine.uri,
    dbName: 'race',
    appends,
    processes: Number(values.processes),
    workers: Number(values.workers),
    seed,
    cutEveryMs: Number(values['cut-every']),
    onProgress: (done) => {
      if (done % 5_000 === 0) console.log(`  ${done} of ${appends}`);
    },
  });
  const { falsePasses, falseConflicts, faults, ...totals } = result;
  console.log({
    ...totals,
    falsePasses: falsePasses.length,
    falseConflicts: falseConflicts.length,
    faults: faults.length,
    seed,
  });
  for (const line of [...falsePasses, ...falseConflicts, ...faults].slice(0, 20)) console.error(line);
  process.exitCode = falsePasses.length + falseConflicts.length + faults.length === 0 ? 0 : 1;
} finally {
  await engine.stop();
  await rm(dataDir, { recursive: true, force: true });
}
