/** An exact piece of text, found once in a file, and what takes its place. */
export interface Edit {
  /** From libs/event-store/src. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A way to break the log that the conformance suite must notice. */
export interface Mutation {
  /** What the mutant does wrong. */
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Where it can be seen: in any log, or on MongoDB only. */
  readonly on: 'any' | 'engine';
}

/** @throws Error when the text is not there any more, or not only once */
export const applyEdit = (source: string, { file, find, replace }: Edit): string => {
  const parts = source.split(find);
  if (parts.length === 2) return parts.join(replace);
  const what = parts.length === 1 ? 'is no longer in' : `is ${parts.length - 1} times in`;
  throw new Error(`A mutation's text ${what} ${file}. Bring the mutation up to date:\n${find}`);
};
