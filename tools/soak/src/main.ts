import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '@event-sourcing/engine';
import type { Place } from './instance';
import { kill } from './scenarios/kill';
import { notices } from './scenarios/notices';
import { order } from './scenarios/order';
import { outage } from './scenarios/outage';
import { pauseProjector } from './scenarios/pause';
import { poison } from './scenarios/poison';
import { rebuild } from './scenarios/rebuild';
import { standingOrders } from './scenarios/standing-orders';

const SCENARIOS: Readonly<Record<string, (place: Place) => Promise<object>>> = {
  order: (place) => order({ ...place, events: 50_000, processes: 2, writers: 8, stallMs: 50, readers: 2 }),
  kill: (place) => kill({ ...place, events: 20_000, kills: 100 }),
  pause: (place) => pauseProjector({ ...place, events: 5_000, rounds: 5 }),
  poison: (place) => poison({ ...place, events: 10_000, behind: 500 }),
  'standing-orders': (place) =>
    standingOrders({ ...place, accounts: 100, days: 365, kills: 20, log: (line) => console.log(line) }),
  rebuild: (place) => rebuild({ ...place, events: 200_000, queriesPerSecond: 100 }),
};

const log = (line: string) => console.log(line);

const runOnEngine = async (dataDir: string, scenario: (place: Place) => Promise<object>): Promise<object> => {
  const engine = await startEngine({ dataDir, log });
  try {
    return await scenario({ uri: engine.uri, dbName: 'soak' });
  } finally {
    await engine.stop();
  }
};

const run = async (name: string, dataDir: string): Promise<object | undefined> => {
  if (name === 'outage') return outage({ engine: { dataDir, log }, awayMs: 10_000, events: 500 });
  if (name === 'notices') return notices({ dataDir, transfers: 500, kills: 10, log });
  const scenario = SCENARIOS[name];
  return scenario && runOnEngine(dataDir, scenario);
};

/** Whatever a scenario found that should not be there. */
const found = (result: object): readonly string[] =>
  ['faults', 'differences', 'errors', 'stepsBack'].flatMap((member) => {
    const value: unknown = Reflect.get(result, member);
    return Array.isArray(value) ? value.map(String) : [];
  });

const name = process.argv[2] ?? '';
const dataDir = await mkdtemp(join(tmpdir(), 'soak-'));
try {
  const began = performance.now();
  const result = await run(name, dataDir);
  if (!result) throw new Error(`Name one of ${[...Object.keys(SCENARIOS), 'outage', 'notices'].join(', ')}.`);
  console.log({ scenario: name, seconds: Math.round((performance.now() - began) / 1_000), ...result });
  process.exitCode = found(result).length === 0 ? 0 : 1;
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
