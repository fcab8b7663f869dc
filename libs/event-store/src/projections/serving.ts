import type { ClientSession } from 'mongodb';
import type { Position } from '../contract';
import type { Checkpoints } from '../subscriptions';
import { servedTo, type Generation } from './generation';
import type { LiveGenerations } from './live-generations';
import { subscriptionName } from './names';

/** What answers, and how far it is. */
export interface Serving {
  readonly generation: Generation;
  readonly position: Position;
}

/**
 * Finds what answers: as of a transaction, of which it makes the first reads, else no older than anything this process
 * knows. What is known and lasts costs one read, of its checkpoint: whatever takes over from it closes that.
 * @returns nothing while no generation of this process's code serves
 */
export const findServing = async (
  generations: LiveGenerations,
  checkpoints: Checkpoints,
  session?: ClientSession,
): Promise<Serving | undefined> => {
  const name = (one: Generation) => subscriptionName(generations.projection.name, one);
  const { lasting } = generations;
  if (lasting) {
    const position = await checkpoints.openPosition(name(lasting), session);
    if (position !== undefined) return { generation: lasting, position };
  }
  const generation = servedTo(await generations.store.read(session), generations.versions);
  return generation && { generation, position: await checkpoints.position(name(generation), session) };
};
