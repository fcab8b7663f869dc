import {
  dropOldGenerations,
  listGenerations,
  MongoEventStore,
  Subscriptions,
} from '@event-sourcing/event-store';
import { MongoClient } from 'mongodb';
import type { GenerationsArguments } from './arguments';

/** Carries a wish out. @returns what to say about it, line by line */
export const generations = async ({
  action,
  projection,
  dbName,
  uri,
}: GenerationsArguments): Promise<readonly string[]> => {
  const client = await MongoClient.connect(uri);
  const subscriptions = await Subscriptions.open(await MongoEventStore.open(client, dbName));
  try {
    if (action === 'drop') {
      const dropped = await dropOldGenerations(subscriptions, projection);
      return dropped.length === 0 ? ['Nothing to drop.'] : dropped.map((name) => `Dropped ${name}.`);
    }
    const listed = await listGenerations(subscriptions, projection);
    return listed.length === 0
      ? [`The database ${dbName} holds no projection ${projection}.`]
      : listed.map(({ name, state, position }) => `${name}: ${state}, at position ${position}`);
  } finally {
    await subscriptions.close();
    await client.close();
  }
};
