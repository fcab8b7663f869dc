import { quantileSorted } from 'simple-statistics';
import { isCommand } from '../evidence/call';
import { outcomeOf } from '../evidence/outcome';
import type { ChaosRun } from '../run-chaos';

/** How many, and how long they took, in milliseconds. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted.length === 0 ? 0 : Math.round(quantileSorted(sorted, share)));
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), most: at(1) };
};

const grouped = <Item>(items: readonly Item[], key: (item: Item) => string) => [...Map.groupBy(items, key)];

/** How soon all was well again, by what had been done. */
export const recoveries = ({
  inflicted,
}: ChaosRun): readonly (readonly [fault: string, recovery: Spread])[] =>
  grouped(inflicted, ({ fault, target }) => (target === 'engine' ? `${fault} of the engine` : fault))
    .map(([fault, of]) => [fault, spreadOf(of.map(({ mended, recovered }) => recovered - mended))] as const)
    .toSorted(([one], [other]) => one.localeCompare(other));

/** What the commands of each kind came to. */
export const outcomes = ({
  evidence,
}: ChaosRun): readonly (readonly [kind: string, by: ReadonlyMap<string, number>])[] =>
  grouped(evidence.calls.filter(isCommand), ({ request }) => request.kind).map(([kind, of]) => [
    kind,
    new Map(grouped(of, (call) => outcomeOf(call).kind).map(([outcome, calls]) => [outcome, calls.length])),
  ]);

/**
 * Seconds from the start and milliseconds, of every call that was answered while the system was in use: from its first
 * attempt to its last answer. What nobody was told by then is asked again when all is over, and does not count.
 */
export const latencies = ({
  began,
  inflicted,
  evidence,
}: ChaosRun): readonly (readonly [second: number, ms: number])[] => {
  const over = began + Math.max(...inflicted.map(({ recovered }) => recovered)) * 1e6;
  return evidence.calls
    .flatMap(({ attempts }): (readonly [number, number])[] => {
      const [first] = attempts;
      const ended = attempts.findLast((one) => one.ended !== undefined)?.ended;
      return first && ended !== undefined && ended <= over
        ? [[(first.began - began) / 1e9, (ended - first.began) / 1e6] as const]
        : [];
    })
    .toSorted(([one], [other]) => one - other);
};
