import { isDeepStrictEqual } from 'node:util';
import type { MongoEventStore, ProjectionRunner, RecordedEvent } from '@event-sourcing/event-store';
import { type Counted, evolveTally, type tallies, type TallyDocument } from './tally';

const isCounted = (event: RecordedEvent): event is RecordedEvent<Counted> => event.type === 'Counted';

/** The read model as a fresh replay of the log would leave it, folded here and not by the projection. */
const replayed = async (store: MongoEventStore): Promise<ReadonlyMap<string, TallyDocument>> => {
  const documents = new Map<string, TallyDocument>();
  for await (const event of store.read()) {
    if (!isCounted(event)) continue;
    for (const key of [event.data.key, 'everything']) {
      const tally = evolveTally(documents.get(key), event);
      documents.set(key, { _id: key, ...tally, lastPosition: event.position });
    }
  }
  return documents;
};

/** Where the read model and a fresh replay differ, document for document. */
export const differences = async (
  store: MongoEventStore,
  runner: ProjectionRunner<typeof tallies.models>,
): Promise<readonly string[]> => {
  const expected = await replayed(store);
  const stored = await runner.read((reading) => reading.model('tallies').find({}).toArray());
  const found = new Map<string, object>(stored.map((document) => [document._id, document]));
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key) => {
    const [one, other] = [expected.get(key), found.get(key)];
    return isDeepStrictEqual(one, other)
      ? []
      : [`${key}: ${JSON.stringify(other)} instead of ${JSON.stringify(one)}`];
  });
};
