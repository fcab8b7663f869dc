import { MongoEventStore } from '@event-sourcing/event-store';
import { onOrder } from '@event-sourcing/tools-kit';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { acceptedConnections } from './accepted-connections';

/** What a steady writer is told first; any message after it ends its appends. */
const steadyOrder = z.object({ uri: z.string(), dbName: z.string(), name: z.string(), workers: z.number() });
export type SteadyOrder = z.output<typeof steadyOrder>;

/** What it tells, ten times a second and at its end. */
export const steadyReport = z.object({
  /** Connections of other writers that it appends for. */
  peers: z.number(),
  /** What it was told since the last report: commit id, position, and when, in milliseconds since 1970. */
  stored: z.array(z.tuple([z.string(), z.number(), z.number()])),
  failures: z.array(z.string()),
  ended: z.boolean(),
});
export type SteadyReport = z.output<typeof steadyReport>;

onOrder(steadyOrder, async ({ uri, dbName, name, workers }) => {
  const stop = new AbortController();
  process.once('message', () => stop.abort());
  const peers = acceptedConnections();
  const client = await MongoClient.connect(uri);
  const store = await MongoEventStore.open(client, dbName, { sequencer: { host: '127.0.0.1' } });
  const stored: SteadyReport['stored'] = [];
  const failures: string[] = [];
  const tell = (ended: boolean): void => {
    const report: SteadyReport = {
      ...{ peers: peers.size, ended },
      ...{ stored: stored.splice(0), failures: failures.splice(0) },
    };
    process.send?.(report);
  };
  const telling = setInterval(() => tell(false), 100);
  const work = async (worker: number): Promise<void> => {
    for (let own = 0; !stop.signal.aborted; own += 1) {
      const commitId = `${name}-${worker}-${own}`;
      try {
        const { commit } = await store.append({
          command: { id: commitId, anyRequest: true },
          events: [{ type: 'Written', version: 1, tags: [`by:${name}`], data: {} }],
        });
        stored.push([commitId, commit.position, Date.now()]);
      } catch (error) {
        failures.push(String(error));
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  clearInterval(telling);
  tell(true);
  await store.close();
  await client.close();
});
