import type { Position } from '../../contract';
import type { Subscriptions } from '../../subscriptions';
import type { Generation } from '../generation';
import { subscriptionName } from '../names';
import { GenerationStore } from './generation-store';

/** A generation as an operator sees it. */
export interface ListedGeneration extends Generation {
  /** Of its subscription: `accounts@1`, or `accounts@1.2` for the second filling of version 1. */
  readonly name: string;
  /** `replaced`: kept until it is dropped. */
  readonly state: 'serving' | 'being filled' | 'replaced';
  /** Its checkpoint. */
  readonly position: Position;
}

/** Every generation of a projection that is stored, whichever code this process has. */
export const listGenerations = async (
  { context: { store, checkpoints } }: Subscriptions,
  projection: string,
): Promise<readonly ListedGeneration[]> => {
  const stored = new GenerationStore(store.db, store.causality, checkpoints, projection);
  const { serving, building, retired } = await stored.read();
  const listed = (generations: readonly Generation[], state: ListedGeneration['state']) =>
    generations.map(async ({ version, number }) => {
      const name = subscriptionName(projection, { version, number });
      return { name, version, number, state, position: await checkpoints.position(name) };
    });
  return Promise.all([
    ...listed(serving, 'serving'),
    ...listed(building, 'being filled'),
    ...listed(retired, 'replaced'),
  ]);
};
