import type { OperatorContext, Subscriptions } from '../../subscriptions';
import { NO_GENERATIONS, type RebuildOutcome } from '../generation';
import { GenerationStore } from './generation-store';

/**
 * Begins to fill the newest version of a projection anew that serves, whichever code this process has: an instance that
 * has it does the work. See `ProjectionRunner.rebuild`.
 * @returns nothing when no such projection serves
 */
export const rebuildProjection = async (
  { context: { store, checkpoints } }: Subscriptions,
  projection: string,
  context: OperatorContext = {},
): Promise<RebuildOutcome | undefined> => {
  const generations = new GenerationStore(store.db, store.causality, checkpoints, projection);
  const present = await generations.read();
  const version = Math.max(...present.serving.map((one) => one.version));
  if (present === NO_GENERATIONS || !Number.isFinite(version)) return undefined;
  return generations.rebuild(version, context, store.log.now());
};
