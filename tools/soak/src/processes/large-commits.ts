import {
  defineProjection,
  type EventData,
  openProjection,
  readModel,
  type RecordedEvent,
  START,
  verifyLog,
} from '@event-sourcing/event-store';
import { onOrder } from '@event-sourcing/tools-kit';
import { MongoClient } from 'mongodb';
import { openInstance, untilAt } from '../instance';
import { type Counted, counted, tallies } from '../tally';
import { largeCommitsOrder, type LargeCommitsStep } from './orders';

/** At the same time. */
const WRITERS = 4;
const KEYS = 10;
const KEY = 'key:k3';
/** Documents that one commit is about. */
const LOOKED_AT = 250;

/** An event that makes a commit of almost 1 MiB. */
const large = (index: number) => {
  const { data, ...event } = counted(`k${index % KEYS}`, 1);
  return { ...event, data: { ...data, text: String(index % 10).repeat(1024 * 1024 - 512) } };
};

type Large = EventData<'Counted', Counted['data'] & { readonly text?: string }>;
/** Changes nothing of what the event at a position has made. */
type Looked = EventData<'Looked', { readonly at: number }>;

const looked = (at: number): Looked => ({ type: 'Looked', version: 1, tags: [], data: { at } });

/** A document for each event, as large as that. */
const texts = defineProjection({
  name: 'texts',
  version: 1,
  query: { items: [{ types: ['Counted', 'Looked'] }] },
  models: {
    texts: readModel<{ readonly text: string }, Large | Looked>({
      keys: (event) => [String(event.type === 'Looked' ? event.data.at : event.position)],
      evolve: (state, event) => (event.type === 'Looked' ? state : { text: event.data.text ?? '' }),
    }),
  },
});

const countOf = async (pages: AsyncIterable<readonly RecordedEvent[]>): Promise<number> => {
  let found = 0;
  for await (const { length } of pages) found += length;
  return found;
};

onOrder(largeCommitsOrder, async ({ commits, append, ...place }) => {
  let began = performance.now();
  const tell = (step: string, found: number) => {
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const told: LargeCommitsStep = { step, found, seconds };
    process.send?.(told);
    began = performance.now();
  };
  const { store, subscriptions, close } = await openInstance(place);
  tell('open', await store.head());
  if (append) {
    let next = 0;
    const write = async (): Promise<void> => {
      while (next < commits) await store.append({ events: [large((next += 1))] });
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
    tell('append', await store.head());
    return close();
  }
  const ofKey = { items: [{ tags: [KEY] }] };
  tell('read', await countOf(store.log.pages()));
  tell('read of one tag, backwards', await countOf(store.log.pages(ofKey, { backwards: true })));
  // Older than what is kept in memory, and about what nobody has ever written.
  const condition = { failIfEventsMatch: { items: [{ tags: ['nobody'] }] }, after: START };
  await store.append({ events: [counted('k0', 1)], condition });
  tell('append on an old condition', await store.head());
  const client = await MongoClient.connect(place.uri);
  const { fault, ...verified } = (await verifyLog(client, place.dbName)) ?? { commits: 0 };
  if (fault) throw new Error(`The log is not what it was: ${fault.detail}`);
  await client.close();
  tell('verify', verified.commits);
  const runner = await openProjection(subscriptions, tallies);
  runner.start();
  await untilAt(runner, await store.head());
  tell('project', (await runner.status()).position);
  const documents = await openProjection(subscriptions, texts);
  documents.start();
  await untilAt(documents, await store.head());
  tell('project into large documents', (await documents.status()).position);
  await store.append({ events: Array.from({ length: LOOKED_AT }, (_, index) => looked(index + 1)) });
  await untilAt(documents, await store.head());
  tell('project what is about many of them', (await documents.status()).position);
  await close();
});
