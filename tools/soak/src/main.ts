import { Argument } from '@commander-js/extra-typings';
import { withEngine } from '@event-sourcing/engine';
import { inTemporaryFolder, runTool, text, tool } from '@event-sourcing/tools-kit';
import type { Place } from './instance';
import { backlog } from './scenarios/backlog';
import { fairness } from './scenarios/fairness';
import { kill } from './scenarios/kill';
import { largeCommits } from './scenarios/large-commits';
import { notices } from './scenarios/notices';
import { order } from './scenarios/order';
import { outage } from './scenarios/outage';
import { overload } from './scenarios/overload';
import { pauseProjector } from './scenarios/pause';
import { poison } from './scenarios/poison';
import { rebuild } from './scenarios/rebuild';
import { rolling } from './scenarios/rolling';
import { standingOrders } from './scenarios/standing-orders';
import { volumes } from './scenarios/volumes';

const log = (line: string) => console.log(line);

/** A scenario on an engine of its own. */
const onEngine = (scenario: (place: Place) => Promise<object>) => () =>
  withEngine({ log }, ({ uri }) => scenario({ uri, dbName: 'soak' }));

interface ScenarioOptions {
  /** Folder of another build's bundles. */
  readonly dist?: string | undefined;
}

type Scenario = (options: ScenarioOptions) => Promise<object>;

const SCENARIOS = {
  order: onEngine((place) =>
    order({ ...place, events: 50_000, processes: 2, writers: 8, stallMs: 50, readers: 2 }),
  ),
  kill: onEngine((place) => kill({ ...place, events: 20_000, kills: 100 })),
  pause: onEngine((place) => pauseProjector({ ...place, events: 5_000, rounds: 5 })),
  outage: () =>
    inTemporaryFolder('soak', (dataDir) => outage({ engine: { dataDir, log }, awayMs: 10_000, events: 500 })),
  poison: onEngine((place) => poison({ ...place, events: 10_000, behind: 500 })),
  notices: () => inTemporaryFolder('soak', (dataDir) => notices({ dataDir, transfers: 500, kills: 10, log })),
  overload: ({ dist }) =>
    inTemporaryFolder('soak', (dataDir) =>
      overload({ dataDir, seconds: 60, log, ...(dist !== undefined && { distDir: dist }) }),
    ),
  'standing-orders': onEngine((place) =>
    standingOrders({ ...place, accounts: 100, days: 365, kills: 20, log }),
  ),
  'large-commits': onEngine((place) => largeCommits({ ...place, commits: 2_000, heapMiB: 256 })),
  fairness: onEngine((place) => fairness({ ...place, busy: 10, others: 10, mostMs: 2_000 })),
  rebuild: onEngine((place) => rebuild({ ...place, events: 200_000, queriesPerSecond: 100 })),
  rolling: () => rolling({ restarts: 20, perSecond: 200, log }),
  // Ten minutes of two transfers a second, made in one.
  backlog: () => backlog({ movements: 20_000, transfers: 1_200, perSecond: 20, mostMs: 5_000, log }),
  volumes: () =>
    volumes({
      ...{ movements: 20_000, messages: 50_000, orders: 2_000, transfers: 1_200 },
      ...{ restarts: 20, perSecond: 200, haltedMs: 15_000, mostMs: 5_000, log },
    }),
} satisfies Record<string, Scenario>;

const about = 'Ends with its totals, and with 1 when something was missed, doubled or out of order.';
const NAMES = [
  'order',
  'kill',
  'pause',
  'outage',
  'poison',
  'notices',
  'overload',
  'standing-orders',
  'large-commits',
  'fairness',
  'rebuild',
  'rolling',
  'backlog',
  'volumes',
] as const;

/** Whatever a scenario found that should not be there. */
const found = (result: object): readonly string[] =>
  Object.entries(result).flatMap(([member, value]: [string, unknown]) =>
    ['faults', 'differences', 'errors', 'stepsBack'].includes(member) && Array.isArray(value)
      ? value.map(String)
      : [],
  );

const soak = async (scenario: keyof typeof SCENARIOS, options: ScenarioOptions): Promise<void> => {
  const began = performance.now();
  const run: Scenario = SCENARIOS[scenario];
  const result = await run(options);
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.dir({ scenario, seconds, ...result }, { depth: null });
  if (found(result).length > 0) process.exitCode = 1;
};

await runTool(
  tool('npm run soak', about)
    .addArgument(new Argument('<scenario>', 'what is done for long').choices(NAMES))
    .option('--dist <dir>', 'overload: the services of another build, as <dir>/<service>/main.js', text)
    .action(soak),
);
