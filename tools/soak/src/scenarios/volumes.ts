import { textTable } from '@event-sourcing/tools-kit';
import { dueAtOnce } from '../volumes/due-at-once';
import { engineStandsStill } from '../volumes/engine-stands-still';
import { longAccount } from '../volumes/long-account';
import { manyMessages } from '../volumes/many-messages';
import { MemoryWatch } from '../volumes/memory';
import { noticesAfterOutage } from '../volumes/notices-after-outage';
import type { Phase } from '../volumes/phase';
import { rollingRestarts } from '../volumes/rolling-restarts';
import { StackInUse } from '../volumes/stack-in-use';

type Log = (line: string) => void;

export interface VolumesOptions {
  readonly movements: number;
  readonly messages: number;
  readonly orders: number;
  /** Transfers, two a second, while messages-command is away. */
  readonly transfers: number;
  readonly restarts: number;
  readonly perSecond: number;
  readonly haltedMs: number;
  /** Milliseconds that the first notice behind the backlog may take. */
  readonly mostMs: number;
  readonly log?: Log;
}

const LONG = 'long';
/** Of traffic that is made while messages-command is away. */
const TRANSFERS_PER_SECOND = 20;

/** What real life brings, over HTTP, on a stack with two instances of each service. */
export const volumes = ({ log = () => undefined, ...sizes }: VolumesOptions) =>
  StackInUse.during({ instances: 2, log }, async (stack) => {
    const memory = new MemoryWatch(stack);
    const phases: Phase[] = [];
    const { transfers, mostMs } = sizes;
    const outage = { to: LONG, transfers, mostMs, perSecond: TRANSFERS_PER_SECOND };
    try {
      for (const begin of [
        () => longAccount(stack, LONG, sizes.movements),
        () => manyMessages(stack, sizes.messages),
        () => dueAtOnce(stack, sizes.orders, sizes.orders * 20),
        () => noticesAfterOutage(stack, outage),
        () => engineStandsStill(stack, LONG, sizes.haltedMs),
        () => rollingRestarts(stack, sizes),
      ]) {
        const phase = await begin();
        phases.push(phase);
        log(`${phase.phase}: ${phase.seconds} s\n${tableOf(phase)}`);
        for (const fault of phase.faults) log(fault);
      }
    } finally {
      await memory.end();
    }
    return {
      mostMib: memory.mostMib(),
      measured: Object.fromEntries(
        phases.flatMap(({ phase, measured }) => (measured ? [[phase, measured]] : [])),
      ),
      faults: phases.flatMap(({ phase, faults }) => faults.map((fault) => `${phase}: ${fault}`)),
    };
  });

const HEAD = ['asked', 'requests', 'p50 ms', 'p95 ms', 'p99 ms', 'most ms', 'answers'];

const tableOf = ({ asked }: Phase): string =>
  textTable(
    HEAD,
    Object.entries(asked).map(([name, { requests, answers, ms }]) => [
      ...[name, ...[requests, ms.p50, ms.p95, ms.p99, ms.most].map(String)],
      Object.entries(answers)
        .map(([outcome, times]) => `${outcome}: ${times}`)
        .join(', '),
    ]),
    [1, 2, 3, 4, 5],
  );
