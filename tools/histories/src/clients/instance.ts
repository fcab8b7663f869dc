import {
  type CommitStorage,
  EventLog,
  type EventLogOptions,
  EventStore,
  type SnapshotStorage,
  type StateOptions,
} from '@event-sourcing/event-store';
import { Link } from '../database/link';
import type { SimulatedDatabase } from '../database/simulated-database';
import type { Weather } from '../database/weather';
import type { Random } from '../random';

export type InstanceOptions = Partial<EventLogOptions> & StateOptions;

/** How an instance opens the log over its link. */
export type OpenStore = (storage: CommitStorage, options: InstanceOptions) => Promise<EventStore>;

export const openStore: OpenStore = async (storage, options) =>
  new EventStore(await EventLog.open(storage, options), options);

const HOUR_MS = 3_600_000;
const MOST_AHEAD_MS = 240_000;
/** Far more than any patience. */
const MOST_WAIT_MS = 20_000;

/** A process with a store of its own. */
export class Instance {
  readonly #died = Promise.withResolvers<'died'>();

  private constructor(
    readonly name: string,
    readonly store: EventStore,
    private readonly link: Link,
  ) {}

  static async start(
    name: string,
    database: SimulatedDatabase,
    random: Random,
    weather: () => Weather,
    open: OpenStore,
  ): Promise<Instance> {
    const link = new Link(database, random, weather, random.between(-HOUR_MS, MOST_AHEAD_MS));
    return new Instance(name, await open(link, tightOptions(random, snapshotsOver(link, database))), link);
  }

  /** Ends it at once: nobody gets an answer any more, and what is on its way to the database arrives. */
  kill(): void {
    this.link.cut();
    this.#died.resolve('died');
  }

  /** Ends it in order; does not wait for that. */
  close(): void {
    void this.store.close();
  }

  /** What a caller hears of it, who waits for a while. */
  async answering<Result>(work: Promise<Result>): Promise<Result | 'died' | 'silent'> {
    const { promise: silence, resolve } = Promise.withResolvers<'silent'>();
    const timer = setTimeout(() => resolve('silent'), MOST_WAIT_MS);
    try {
      return await Promise.race([work, this.#died.promise, silence]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Windows, batches, caches and patience so small that their ends are met all the time. */
const tightOptions = (random: Random, snapshots: SnapshotStorage): InstanceOptions => ({
  windowEvents: random.between(3, 60),
  maxBatchCommits: random.between(1, 12),
  patienceMs: random.between(50, 1_500),
  maxStates: random.between(2, 12),
  snapshots,
});

const snapshotsOver = (link: Link, { snapshots }: SimulatedDatabase): SnapshotStorage => ({
  load: async (key, after, upTo) => link.request(() => snapshots.load(key, after, upTo)),
  save: async (key, taken) => link.request(() => snapshots.save(key, taken)),
  forget: async (key, belowRank) => link.request(() => snapshots.forget(key, belowRank)),
});
