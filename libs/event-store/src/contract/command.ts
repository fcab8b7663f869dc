/**
 * What makes a write the same one when it is asked for again: a repeat gets the first result, and another request under
 * the same id is refused.
 */
export type Command = {
  /** Derive it from the caller's idempotency key. The commit is stored under it. */
  readonly id: string;
} & (
  | {
      /** What is asked for, as JSON: two commands under one id are the same when this is. */
      readonly request: unknown;
    }
  | {
      /** Two commands under one id are the same, whatever they ask for: the id says it all. */
      readonly anyRequest: true;
    }
);
