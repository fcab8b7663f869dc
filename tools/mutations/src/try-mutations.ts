import type { Mutation } from './mutation';
import type { Verdict, StoreCopy } from './store-copy';

/** What came of a mutation. */
export interface Outcome {
  readonly mutation: Mutation;
  readonly verdict: Verdict;
}

/** Whether the suite noticed it: by a promise that it broke, or because it could not even be put to the test. */
export const isCaught = ({ verdict }: Outcome): boolean => verdict.broken.length > 0 || !verdict.isComplete;

/**
 * Tries mutations one after another.
 * @param uri the engine for those that show only there; the others are tried in memory
 */
export async function* tryMutations(
  copy: StoreCopy,
  mutations: readonly Mutation[],
  uri: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Outcome> {
  for (const mutation of mutations) {
    signal.throwIfAborted();
    const verdict = await copy.broken(mutation, () =>
      copy.check(mutation.on === 'engine' ? uri : undefined, signal),
    );
    yield { mutation, verdict };
  }
}

/** @throws Error when the sources as they are break a promise: then nothing that a mutant does says anything */
export const assertPromisesKept = async (
  copy: StoreCopy,
  uri: string | undefined,
  signal: AbortSignal,
): Promise<void> => {
  const { broken, isComplete } = await copy.check(uri, signal);
  signal.throwIfAborted();
  if (broken.length === 0 && isComplete) return;
  throw new Error(
    `The log as it is does not keep its promises: ${broken.join('; ') || 'it could not be run'}.`,
  );
};
