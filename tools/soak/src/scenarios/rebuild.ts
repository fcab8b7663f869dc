import { setTimeout as pause } from 'node:timers/promises';
import { openProjection, type ProjectionRunner } from '@event-sourcing/event-store';
import { atConstantRate } from '@event-sourcing/tools-kit';
import { openInstance, type Place, untilAt } from '../instance';
import { differences } from '../replayed';
import { counted, tallies } from '../tally';

export interface RebuildOptions extends Place {
  readonly events: number;
  /** Of both instances together. */
  readonly queriesPerSecond: number;
}

type Runner = ProjectionRunner<typeof tallies.models>;

const COMMIT = 100;
const KEYS = 1_000;

/** A projection is rebuilt while two instances answer queries and a writer goes on appending. */
export const rebuild = async ({ events, queriesPerSecond, ...place }: RebuildOptions) => {
  const instances = [await openInstance(place), await openInstance(place)] as const;
  const [{ store }] = instances;
  const runners: readonly Runner[] = await Promise.all(
    instances.map(({ subscriptions }) => openProjection(subscriptions, tallies)),
  );
  for (const runner of runners) runner.start();
  const appends = Array.from(
    { length: Math.ceil(events / COMMIT) },
    (_, commit) => () =>
      store.append({
        events: Array.from({ length: COMMIT }, (_, index) =>
          counted(`k${(commit * 7 + index) % KEYS}`, index),
        ),
      }),
  );
  for (let index = 0; index < appends.length; index += 20) {
    await Promise.all(appends.slice(index, index + 20).map((append) => append()));
  }
  const head = await store.head();
  for (const runner of runners) await untilAt(runner, head);

  const done = new AbortController();
  const queries = new Queries(runners);
  const asking = (async () => {
    while (!done.signal.aborted) await atConstantRate(queriesPerSecond, 500, (nth) => queries.ask(nth));
  })();
  const began = performance.now();
  await runners[0]?.rebuild();
  const writing = (async () => {
    while (!done.signal.aborted) {
      await store.append({ events: [counted('k0', 1)] });
      await pause(50);
    }
  })();
  for (const runner of runners) while ((await runner.status()).rebuild) await pause(100);
  // While the rebuild was under way.
  const seconds = Math.round((performance.now() - began) / 1_000);
  done.abort();
  await Promise.all([writing, asking]);
  const end = await store.head();
  for (const runner of runners) await untilAt(runner, end);
  const found = runners[0] ? await differences(store, runners[0]) : [];
  const progress = instances.flatMap(({ lines }) => lines).filter((line) => line.includes('@1.2'));
  for (const { close } of instances) await close();
  const { errors, stepsBack } = queries;
  return { events: end, seconds, ...queries.took(), errors, stepsBack, differences: found, progress };
};

/** Queries to instances in turn; each is to show no less than any that ended before it began. */
class Queries {
  readonly errors: string[] = [];
  readonly stepsBack: string[] = [];
  readonly #times: number[] = [];
  #shown = { position: 0, events: 0 };

  constructor(private readonly runners: readonly Runner[]) {}

  /** How many there were, and how long they took, in milliseconds. */
  took() {
    const times = this.#times.toSorted((one, other) => one - other);
    const [median, slowest] = [times[Math.floor(times.length / 2)] ?? 0, times.at(-1) ?? 0];
    return { queries: times.length, median: Math.round(median), slowest: Math.round(slowest) };
  }

  async ask(nth: number): Promise<void> {
    const floor = this.#shown;
    const began = performance.now();
    try {
      const shown = await this.runners[nth % this.runners.length]?.read(async (reading) => ({
        position: reading.position,
        events: (await reading.model('tallies').findOne({ _id: 'everything' }))?.events ?? 0,
      }));
      if (shown === undefined) return;
      this.#times.push(performance.now() - began);
      if (shown.position < floor.position || shown.events < floor.events || shown.events !== shown.position) {
        this.stepsBack.push(`${JSON.stringify(shown)} after ${JSON.stringify(floor)}`);
      }
      if (shown.position > this.#shown.position) this.#shown = shown;
    } catch (error) {
      this.errors.push(String(error));
    }
  }
}
