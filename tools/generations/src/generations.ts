import {
  dropOldGenerations,
  listGenerations,
  MongoEventStore,
  Subscriptions,
} from '@event-sourcing/event-store';
import type { MongoClient } from 'mongodb';

/** What is to be done with the generations of a projection. */
export interface GenerationsRequest {
  readonly action: 'list' | 'drop';
  readonly projection: string;
  readonly db: string;
}

/** @returns what to say about what was found or done, line by line */
export const generations = async (
  client: MongoClient,
  { action, projection, db }: GenerationsRequest,
): Promise<readonly string[]> => {
  const subscriptions = await Subscriptions.open(await MongoEventStore.open(client, db));
  try {
    if (action === 'drop') {
      const dropped = await dropOldGenerations(subscriptions, projection);
      return dropped.length === 0 ? ['Nothing to drop.'] : dropped.map((name) => `Dropped ${name}.`);
    }
    const listed = await listGenerations(subscriptions, projection);
    return listed.length === 0
      ? [`The database ${db} holds no projection ${projection}.`]
      : listed.map(({ name, state, position }) => `${name}: ${state}, at position ${position}`);
  } finally {
    await subscriptions.close();
  }
};
