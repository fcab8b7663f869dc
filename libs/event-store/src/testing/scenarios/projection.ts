import type { Commit } from '../../contract';
import type { Projection, ReadModel, ReadModels } from '../../projections';
import { matchingEvents } from '../../subscriptions';
import { assertSame } from './assertions';
import { batchSplits } from './batch-splits';
import { commitsOf, type History } from './history';
import { MemoryReadModels, stateIn, type StoredDocument, type StoredModels } from './memory-read-models';

/** A document as a test expects it: the state, with `lastPosition` where that is to be checked too. */
export type ExpectedDocument<Model> =
  Model extends ReadModel<infer State> ? State & { readonly lastPosition?: number } : never;

/** All documents of the models that are named, by key. */
export type ExpectedDocuments<Models extends ReadModels> = {
  readonly [Name in keyof Models]?: Readonly<Record<string, ExpectedDocument<Models[Name]>>>;
};

/** A projection that is told what has happened. */
export interface GivenToProjection<Models extends ReadModels> {
  /**
   * The named models hold exactly these documents, however the log is cut into batches.
   * @throws ExpectationError when they hold others, or when batches or the repetition of one make a difference
   */
  thenDocuments(expected: ExpectedDocuments<Models>): void;
}

/**
 * Given and then for a projection, without a database: folds the history commit by commit, all at once, and in batches
 * cut at every place, and each batch twice from the same stored documents, since that is what happens when a
 * transaction is repeated. A batch whose transaction was committed is never delivered again: the checkpoint moves in
 * the same transaction, and a delivery that does not begin at the checkpoint is refused.
 *
 * ```ts
 * projection(accountsProjection)
 *   .given([opened(a), opened(b), closed(a)])
 *   .thenDocuments({ accounts: { b: { owner: 'bob', openedPosition: 2 } } });
 * ```
 */
export const projection = <Models extends ReadModels>(
  folded: Projection<Models>,
): { given(history: History): GivenToProjection<Models> } => ({
  given: (history) => ({
    thenDocuments(expected) {
      const stored = foldEveryWay(folded, history);
      const named: Readonly<Record<string, DocumentsByKey | undefined>> = expected;
      const actual = Object.entries(named).map(([name, documents = {}]) => [
        name,
        comparable(stored[name] ?? {}, documents),
      ]);
      assertSame(Object.fromEntries(actual), expected, 'Other documents are stored than expected.');
    },
  }),
});

type DocumentsByKey = Readonly<Record<string, object>>;

/** What is stored in the end, the same for every way to cut the history into batches. */
const foldEveryWay = (folded: Projection, history: History): StoredModels => {
  const commits = commitsOf(history);
  const [oneByOne = [], ...others] = batchSplits(commits.length);
  const expected = foldInBatches(folded, commits, oneByOne);
  for (const sizes of others) {
    assertSame(
      foldInBatches(folded, commits, sizes),
      expected,
      `In batches of ${sizes.join(', ')} commits the documents differ from those of one commit at a time.`,
    );
  }
  return expected;
};

const foldInBatches = (
  folded: Projection,
  commits: readonly Commit[],
  sizes: readonly number[],
): StoredModels => {
  const models = new MemoryReadModels(folded);
  let begin = 0;
  for (const size of sizes) {
    models.apply(matchingEvents(commits.slice(begin, begin + size), folded.query));
    begin += size;
  }
  return models.contents();
};

/** The stored documents, without the positions that are not asked for. */
const comparable = (
  stored: Readonly<Record<string, StoredDocument>>,
  expected: DocumentsByKey,
): Readonly<Record<string, StoredDocument>> =>
  Object.fromEntries(
    Object.entries(stored).map(([key, document]) => [
      key,
      'lastPosition' in (expected[key] ?? {}) ? document : stateIn(document),
    ]),
  );
