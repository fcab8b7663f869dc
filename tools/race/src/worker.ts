import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { isEventStoreError, MongoEventStore, toPosition } from '@event-sourcing/event-store';
import { onOrder } from '@event-sourcing/tools-kit';
import { MongoClient } from 'mongodb';
import { acceptedConnections } from './accepted-connections';
import type { Attempt, Outcome } from './attempt';
import { cutAtRandom } from './cut-at-random';
import { randomAttempt, randomOf } from './random-attempts';
import { workerOrder, type WorkerOrder, type WorkerProgress } from './worker-order';

/** Appends between two messages about progress. */
const TELL_EVERY = 100;

/** One process of the race: several workers on one store, each recording what it tried and what it was told. */
const run = async (order: WorkerOrder): Promise<void> => {
  const { uri, name, seed, workers, appends, record } = order;
  const [peers, random] = [acceptedConnections(), randomOf(seed)];
  let peersCut = 0;
  cutAtRandom(random, order.cutEveryMs, () => {
    const open = [...peers];
    if (open.length === 0) return;
    open[random(open.length)]?.destroy();
    peersCut += 1;
  });
  const tell = (tried: number): void => {
    const progress: WorkerProgress = { tried, peersCut };
    process.send?.(progress);
  };
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  const store = await open(client, order);
  const out = createWriteStream(record);
  let next = 0;
  let done = 0;

  const work = async (worker: number): Promise<void> => {
    const random = randomOf(seed + worker);
    let attempt: Attempt | undefined;
    for (let own = 0; next < appends; own += 1) {
      next += 1;
      // Now and then the last one is repeated under its id, as a client does that lost the answer.
      attempt =
        attempt && random(20) === 0
          ? attempt
          : randomAttempt(random, `${name}-${worker}-${own}`, Number(store.log.tail.head));
      out.write(`${JSON.stringify({ attempt, outcome: await append(store, attempt) })}\n`);
      done += 1;
      if (done % TELL_EVERY === 0) tell(TELL_EVERY);
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  tell(done % TELL_EVERY);
  out.end();
  await finished(out);
  await store.close();
  await client.close();
};

/** Opening is cut off too; whoever opens a store decides how often to try. */
const open = async (client: MongoClient, order: WorkerOrder, tries = 50): Promise<MongoEventStore> => {
  try {
    // A small window, so that conditions reach behind it.
    return await MongoEventStore.open(client, order.dbName, {
      windowEvents: 500,
      ...(order.sequenced && { sequencer: { host: '127.0.0.1' } }),
    });
  } catch (error) {
    if (tries <= 1) throw error;
    return open(client, order, tries - 1);
  }
};

const append = async (store: MongoEventStore, { commitId, events, condition }: Attempt): Promise<Outcome> => {
  try {
    const { commit } = await store.append({
      command: { id: commitId, anyRequest: true },
      events: events.map((event) => ({ ...event, version: 1, data: {} })),
      ...(condition && {
        condition: {
          failIfEventsMatch: condition.failIfEventsMatch,
          ...(condition.after !== undefined && { after: toPosition(condition.after) }),
        },
      }),
    });
    return { kind: 'stored', position: commit.position };
  } catch (error) {
    if (isEventStoreError(error, 'append-condition-failed')) {
      return { kind: 'conflict', foundAt: Number(error.facts.foundAt) };
    }
    return isEventStoreError(error, 'outcome-unknown')
      ? { kind: 'unknown' }
      : { kind: 'error', message: String(error) };
  }
};

onOrder(workerOrder, run);
