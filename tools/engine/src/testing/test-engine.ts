import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processStart } from '@event-sourcing/tools-kit';
import { endProcess } from '../processes/end-process';
import { ProcessRegister } from '../processes/process-register';
import { startEngine } from '../start-engine';

const PREFIX = 'event-sourcing-test-';

/** Tests that were killed leave their engine behind: whoever comes next ends it, and removes its data. */
const removeAbandoned = async (name: string): Promise<void> => {
  const owner = Number(name.slice(PREFIX.length).split('-')[0]);
  if (processStart(owner) !== undefined) return;
  const folder = join(tmpdir(), name);
  const engines = new ProcessRegister(join(folder, 'engine')).living();
  await Promise.all(engines.map((engine) => endProcess(engine, 0)));
  await rm(folder, { recursive: true, force: true });
};

/**
 * Starts an engine for a run of tests and names it in `process.env.MONGODB_URI`, unless one is named there.
 * @returns what ends it and removes its data
 */
export const startTestEngine = async (): Promise<() => Promise<void>> => {
  if (process.env.MONGODB_URI) return async () => undefined;
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.map(removeAbandoned));
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const engine = await startEngine({
    dataDir: join(folder, 'engine'),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  process.env.MONGODB_URI = engine.uri;
  return async () => {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  };
};
