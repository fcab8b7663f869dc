import type { Position } from '../../contract';
import { type Pause, pauseName, type Subscriptions } from '../../subscriptions';
import type { Generation } from '../generation';
import { subscriptionName } from '../names';
import { generationNames, GenerationStore } from './generation-store';

/** A generation as an operator sees it. */
export interface ListedGeneration extends Generation {
  /** Of its subscription: `accounts@1`, or `accounts@1.2` for the second filling of version 1. */
  readonly name: string;
  /** `replaced`: kept until it is dropped. */
  readonly state: 'serving' | 'being filled' | 'replaced';
  /** Its checkpoint. */
  readonly position: Position;
  /** The instance that fills it now. */
  readonly holder?: string;
  /** What that fails at. */
  readonly error?: string;
}

/** A projection as an operator sees it. */
export interface ListedProjection {
  readonly name: string;
  readonly generations: readonly ListedGeneration[];
  readonly paused?: Pause;
}

/** Every projection that is stored, whichever code this process has. */
export const listProjections = async (subscriptions: Subscriptions): Promise<readonly ListedProjection[]> => {
  const { store, pauses } = subscriptions.context;
  const names = await generationNames(store.db);
  return Promise.all(
    names.map(async (name) => {
      const paused = await pauses.of(pauseName('projection', name));
      const generations = await listGenerations(subscriptions, name);
      return { name, generations, ...(paused && { paused }) };
    }),
  );
};

/** Every generation of a projection that is stored, whichever code this process has. */
export const listGenerations = async (
  { context: { store, checkpoints, leases } }: Subscriptions,
  projection: string,
): Promise<readonly ListedGeneration[]> => {
  const stored = new GenerationStore(store.db, store.causality, checkpoints, projection);
  const { serving, building, retired } = await stored.read();
  const listed = (generations: readonly Generation[], state: ListedGeneration['state']) =>
    generations.map(async ({ version, number }) => {
      const name = subscriptionName(projection, { version, number });
      const position = await checkpoints.position(name);
      const holding = await leases.holding(name);
      return {
        ...{ name, version, number, state, position },
        ...(holding?.holder && { holder: holding.holder }),
        ...(holding?.error && { error: holding.error }),
      };
    });
  return Promise.all([
    ...listed(serving, 'serving'),
    ...listed(building, 'being filled'),
    ...listed(retired, 'replaced'),
  ]);
};
