import { setTimeout as pause } from 'node:timers/promises';
import { openProjection, type ProjectionRunner } from '@event-sourcing/event-store';
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

  const queries = new Queries(runners, queriesPerSecond);
  const began = performance.now();
  queries.start();
  await runners[0]?.rebuild();
  const writing = { done: false };
  const writer = (async () => {
    while (!writing.done) {
      await store.append({ events: [counted('k0', 1)] });
      await pause(50);
    }
  })();
  for (const runner of runners) while ((await runner.status()).rebuild) await pause(100);
  // While the rebuild was under way.
  const seconds = (performance.now() - began) / 1_000;
  writing.done = true;
  await writer;
  await queries.stop();
  const end = await store.head();
  for (const runner of runners) await untilAt(runner, end);
  const found = runners[0] ? await differences(store, runners[0]) : [];
  const progress = instances.flatMap(({ lines }) => lines).filter((line) => line.includes('@1.2'));
  for (const { close } of instances) await close();
  return { events: end, seconds: Math.round(seconds), ...queries.result(), differences: found, progress };
};

/** Queries at a steady rate, round robin; each is to show no less than any that ended before it began. */
class Queries {
  readonly #times: number[] = [];
  readonly #errors: string[] = [];
  readonly #stepsBack: string[] = [];
  readonly #running = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #shown = { position: 0, events: 0 };
  #asked = 0;

  constructor(
    private readonly runners: readonly Runner[],
    private readonly perSecond: number,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      const runner = this.runners[this.#asked % this.runners.length];
      this.#asked += 1;
      if (!runner) return;
      const query = this.#ask(runner).finally(() => this.#running.delete(query));
      this.#running.add(query);
    }, 1_000 / this.perSecond);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#running);
  }

  result() {
    const times = this.#times.toSorted((one, other) => one - other);
    return {
      queries: times.length,
      median: Math.round(times[Math.floor(times.length / 2)] ?? 0),
      slowest: Math.round(times.at(-1) ?? 0),
      errors: this.#errors,
      stepsBack: this.#stepsBack,
    };
  }

  async #ask(runner: Runner): Promise<void> {
    const floor = this.#shown;
    const began = performance.now();
    try {
      const shown = await runner.read(async (reading) => ({
        position: reading.position,
        events: (await reading.model('tallies').findOne({ _id: 'everything' }))?.events ?? 0,
      }));
      this.#times.push(performance.now() - began);
      if (shown.position < floor.position || shown.events < floor.events || shown.events !== shown.position) {
        this.#stepsBack.push(`${JSON.stringify(shown)} after ${JSON.stringify(floor)}`);
      }
      if (shown.position > this.#shown.position) this.#shown = shown;
    } catch (error) {
      this.#errors.push(String(error));
    }
  }
}
