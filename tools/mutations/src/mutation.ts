/**
 * A piece of code, and what takes its place. It is found by what it is, not by where: code may move to another file, be
 * formatted anew, and its local names may change.
 */
export interface Edit {
  /** The function, class or constant that holds it; unique among those declared at the top of a file. */
  readonly in: string;
  /**
   * The code. White space, comments and trailing commas do not count; `$name` stands for any identifier, the same one
   * wherever it occurs.
   */
  readonly find: string;
  /** May use the identifiers that were found. */
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

export const onAnyLog = (name: string, ...edits: readonly Edit[]): Mutation => ({ name, edits, on: 'any' });
export const onMongo = (name: string, ...edits: readonly Edit[]): Mutation => ({ name, edits, on: 'engine' });
