import type { AnyFacts, EventStoreErrorFacts } from './error-facts';
import type { Position } from './position';
import type { Query } from './query';

/** What an error of the event store is recognised by; `EventStoreErrorFacts` says what each means. */
export type EventStoreErrorCode = keyof EventStoreErrorFacts;

/** The page about a code, in the repository and in the package. */
const pageOf = (code: EventStoreErrorCode): string => `docs/errors/${code}.md`;

/** An error of the event store: a code to act on, the facts, and a message that tells the remedy and where to read more. */
export class EventStoreError<Code extends EventStoreErrorCode = EventStoreErrorCode> extends Error {
  override readonly name = 'EventStoreError';

  constructor(
    readonly code: Code,
    message: string,
    readonly facts: EventStoreErrorFacts[Code],
    options?: ErrorOptions,
  ) {
    // One that was thrown in another process has it already.
    super(message.endsWith(pageOf(code)) ? message : `${message} See ${pageOf(code)}`, options);
  }
}

/** Whether something thrown is an error of the event store, of any code or of the given one. */
export const isEventStoreError = <Code extends EventStoreErrorCode = EventStoreErrorCode>(
  error: unknown,
  code?: Code,
): error is EventStoreError<Code> =>
  error instanceof Error &&
  error.name === 'EventStoreError' &&
  'code' in error &&
  (code === undefined || error.code === code);

/** Writes a query as people read it: `{types:[A|B], tags:[x & y]} or {…}`. */
const describeQuery = (query: Query): string =>
  query.items.length === 0
    ? 'everything'
    : query.items
        .map(({ types = [], tags = [] }) =>
          [
            types.length ? `types:[${types.join(' | ')}]` : '',
            tags.length ? `tags:[${tags.join(' & ')}]` : '',
          ]
            .filter(Boolean)
            .join(', '),
        )
        .map((item) => `{${item}}`)
        .join(' or ');

export const appendConditionFailed = (query: Query, after: Position, foundAt: number | null) =>
  new EventStoreError(
    'append-condition-failed',
    `Append refused: an event matching ${describeQuery(query)} after position ${after} ` +
      (foundAt === null ? 'was pending and did not come to be stored. ' : `(found at ${foundAt}). `) +
      'Read again and decide anew.',
    { after, foundAt },
  );

export const commitIdReused = (commitId: string, position: Position) =>
  new EventStoreError(
    'commit-id-reused',
    `Another request was stored under commit id ${commitId} at position ${position}. ` +
      'Use a new commit id for a new request.',
    { commitId, position },
  );

export const outcomeUnknown = (commitId: string, cause: unknown) =>
  new EventStoreError(
    'outcome-unknown',
    `Commit ${commitId} was sent, and no answer could be had in time: it may be stored or come to be stored. ` +
      'Repeat it under the same commit id to learn its outcome.',
    { commitId },
    { cause },
  );

export const storeUnavailable = (doing: string, cause: unknown) =>
  new EventStoreError(
    'store-unavailable',
    `The database did not serve ${doing}: ${reasonOf(cause)}. No event was written; try again when it is back.`,
    {},
    { cause },
  );

export const storeRefused = (doing: string, cause: Error, serverCode: number | undefined) =>
  new EventStoreError(
    'store-refused',
    `The database refused ${doing}: ${reasonOf(cause)}${serverCode === undefined ? '' : ` (code ${serverCode})`}. ` +
      'No event was written; put right what it names, then try again.',
    { serverCode: serverCode ?? null },
    { cause },
  );

export const indexConflict = (collection: string, found: string, wanted: string) =>
  new EventStoreError(
    'index-conflict',
    `Collection ${collection} has the index ${found}, and needs ${wanted}. Nothing was changed. ` +
      'Drop the one that is there, then open again: it will be made.',
    { collection, found, wanted },
  );

export const invalidOptions = (option: string, got: string, remedy: string, cause?: unknown) =>
  new EventStoreError(
    'invalid-options',
    `The option ${option} is ${got}. Nothing was sent; ${remedy}.`,
    { option, got },
    { cause },
  );

const reasonOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message || cause.name : String(cause)).replace(/\.$/, '');

export const invalidAppend = (fault: string, facts: AnyFacts = {}) =>
  new EventStoreError('invalid-append', `Append refused: ${fault} Nothing was written.`, facts);

export const positionBeyondHead = (position: Position, head: Position) =>
  new EventStoreError(
    'position-beyond-head',
    `Position ${position} is beyond the head ${head}. Name a position that this log has given out.`,
    { position, head },
  );

export const logCorrupt = (fault: string, facts: AnyFacts = {}) =>
  new EventStoreError(
    'log-corrupt',
    `The stored log breaks its rule: ${fault} Stop writing and verify it.`,
    facts,
  );

/**
 * @param knownBy who has seen the log otherwise
 * @param remedy what that one needs
 */
export const logDiverged = (
  knownBy: string,
  known: { readonly position: number; readonly hash: string | null },
  found: string | null,
  remedy: string,
) =>
  new EventStoreError(
    'log-diverged',
    `The log was set back or replaced: ${knownBy} has seen a commit end at position ${known.position}, and ` +
      `${found === null ? 'none ends there now' : 'another one stands there now'}. Nothing was written. ${remedy}`,
    { knownBy, position: known.position, hash: known.hash, found },
  );
