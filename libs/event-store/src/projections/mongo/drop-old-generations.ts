import { withOperationTimeout, inOurWords } from '../../driver';
import type { Subscriptions } from '../../subscriptions';
import { forgotten, NO_GENERATIONS, outdatedRetired, sameGeneration, type Generation } from '../generation';
import { isCollectionOf, subscriptionName } from '../names';
import { GenerationStore } from './generation-store';
import { SetAsideStore } from './set-aside-store';

/**
 * Drops the generations of a projection that were replaced: by a rebuild, or by a newer version that no instance with
 * older code runs beside any more. Run again after a crash, it goes on.
 * @returns the names of the collections that were dropped
 * @throws EventStoreError `store-unavailable`, `store-refused`
 */
export const dropOldGenerations = async (
  { context: { store, checkpoints, leases } }: Subscriptions,
  projection: string,
): Promise<readonly string[]> => {
  const generations = new GenerationStore(store.db, store.causality, checkpoints, projection);
  const inUse: Generation[] = [];
  const present = await generations.read();
  if (present === NO_GENERATIONS) return [];
  const { serving, building } = present;
  for (const one of [...serving, ...building]) {
    if (await leases.holding(subscriptionName(projection, one))) inUse.push(one);
  }
  const { retired } = await generations.change((now) =>
    outdatedRetired(now, (one) => inUse.some((used) => sameGeneration(used, one))),
  );
  const collections = await withOperationTimeout(store.db.listCollections({}, { nameOnly: true }).toArray());
  const dropped: string[] = [];
  for (const one of retired) {
    // Before its documents go: who answers from it relies on that as long as the checkpoint is open. It stays, closed:
    // somebody who knows of the generation from before must not make it anew.
    await checkpoints.close(subscriptionName(projection, one));
    for (const { name } of collections.filter((collection) =>
      isCollectionOf(projection, one, collection.name),
    )) {
      await inOurWords(store.db.dropCollection(name), `to drop ${name}`);
      dropped.push(name);
    }
    await new SetAsideStore(store.db, store.causality, subscriptionName(projection, one)).clear();
    // The generation itself last, so that what a crash leaves over is dropped by the next run.
    await leases.remove(subscriptionName(projection, one));
    await generations.change((now) => forgotten(now, one));
  }
  return dropped;
};
