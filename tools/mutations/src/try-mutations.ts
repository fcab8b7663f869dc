import type { Mutation } from './mutation';
import type { Against, StoreCopy } from './store-copy';
import type { Verdict } from './verdict';

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
    const verdict = await copy.broken(mutation, () => copy.check(shownBy(mutation, uri), signal));
    yield { mutation, verdict };
  }
}

const shownBy = ({ on, specs }: Mutation, uri: string | undefined): Against => ({
  uri: on === 'engine' ? uri : undefined,
  ...(specs.length > 0 && { specs }),
});

/** @throws Error when the sources as they are break something: then nothing that a mutant does says anything */
export const assertUnbroken = async (
  copy: StoreCopy,
  against: Against,
  signal: AbortSignal,
): Promise<void> => {
  const { broken, isComplete } = await copy.check(against, signal);
  signal.throwIfAborted();
  if (broken.length === 0 && isComplete) return;
  throw new Error(`The store as it is is broken already: ${broken.join('; ') || 'it could not be run'}.`);
};
