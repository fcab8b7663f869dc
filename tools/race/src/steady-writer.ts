import { MongoEventStore } from '@event-sourcing/event-store';
import { MongoClient } from 'mongodb';
import { takenLinks } from './links';

/** What a steady writer is told first; anything after it ends its appends. */
export interface SteadyOrder {
  readonly uri: string;
  readonly dbName: string;
  readonly name: string;
  readonly workers: number;
}

/** What it tells, ten times a second and at its end. */
export interface SteadyWord {
  /** Connections of other writers that it appends for. */
  readonly links: number;
  /** What it was told since the last word: commit id, position, and when, in milliseconds since 1970. */
  readonly stored: readonly (readonly [id: string, position: number, at: number])[];
  readonly failures: readonly string[];
  readonly ended: boolean;
}

const run = async ({ uri, dbName, name, workers }: SteadyOrder, stop: AbortSignal): Promise<void> => {
  const links = takenLinks();
  const client = await MongoClient.connect(uri);
  const store = await MongoEventStore.open(client, dbName, { sequencer: { host: '127.0.0.1' } });
  const stored: [string, number, number][] = [];
  const failures: string[] = [];
  const tell = (ended: boolean): void => {
    const word: SteadyWord = {
      links: links.size,
      stored: stored.splice(0),
      failures: failures.splice(0),
      ended,
    };
    process.send?.(word);
  };
  const telling = setInterval(() => tell(false), 100);
  const work = async (worker: number): Promise<void> => {
    for (let own = 0; !stop.aborted; own += 1) {
      const commitId = `${name}-${worker}-${own}`;
      try {
        const { commit } = await store.append({
          commitId,
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
  process.disconnect();
};

const stop = new AbortController();
process.once('disconnect', () => process.exit());
process.once('message', (order: SteadyOrder) => {
  process.once('message', () => stop.abort());
  void run(order, stop.signal);
});
