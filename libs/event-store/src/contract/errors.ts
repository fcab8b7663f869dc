import type { JsonValue } from './json';
import type { Position } from './position';
import type { Query } from './query';

/**
 * Everything that can go wrong at the log, as a closed set:
 *
 * - `append-condition-failed`: an event that matches the condition has been stored since `after`. Nothing was written.
 * - `commit-id-reused`: another request was stored under this commit id. Nothing was written.
 * - `outcome-unknown`: the append may or may not have been stored. Repeat it under the same commit id to learn it.
 * - `store-unavailable`: the database could not be reached or refused. Nothing was written.
 * - `retries-exhausted`: the decision lost its race as often as it was allowed to try. Nothing was written.
 * - `invalid-append`: what was to be appended breaks a limit, is not JSON, or is not as its type is declared. Nothing
 *   was written.
 * - `invalid-event-type`: a type of event is declared wrongly.
 * - `unknown-event-type`: a stored event is of a type or version that this code does not know.
 * - `upcast-failed`: a stored event of an older version could not be turned into today's.
 * - `position-beyond-head`: a position was named that the log has not reached.
 * - `log-corrupt`: the stored log breaks its own rule. Stop, and verify the log.
 * - `subscription-busy`: another instance runs the subscription.
 * - `parked-item-not-found`: a reaction has nothing parked at a position.
 * - `projection-not-ready`: this version of a projection is still being filled and cannot answer yet.
 * - `closed`: the store has been closed.
 */
export type EventStoreErrorCode =
  | 'append-condition-failed'
  | 'commit-id-reused'
  | 'outcome-unknown'
  | 'store-unavailable'
  | 'retries-exhausted'
  | 'invalid-append'
  | 'invalid-event-type'
  | 'unknown-event-type'
  | 'upcast-failed'
  | 'position-beyond-head'
  | 'log-corrupt'
  | 'subscription-busy'
  | 'parked-item-not-found'
  | 'projection-not-ready'
  | 'closed';

/** An error of the event store: a code to act on, the facts, and a message that tells the remedy. */
export class EventStoreError extends Error {
  override readonly name = 'EventStoreError';

  constructor(
    readonly code: EventStoreErrorCode,
    message: string,
    readonly facts: Readonly<Record<string, JsonValue>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether something thrown is an error of the event store, of any code or of the given one. */
export const isEventStoreError = (error: unknown, code?: EventStoreErrorCode): error is EventStoreError =>
  error instanceof Error &&
  error.name === 'EventStoreError' &&
  'code' in error &&
  (code === undefined || error.code === code);

/** Writes a query as people read it: `{types:[A|B], tags:[x & y]} or {…}`. */
export const describeQuery = (query: Query): string =>
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
    `The database did not serve ${doing}. Nothing was written; try again when it is back.`,
    {},
    { cause },
  );

export const invalidAppend = (fault: string, facts: Readonly<Record<string, JsonValue>> = {}) =>
  new EventStoreError('invalid-append', `Append refused: ${fault} Nothing was written.`, facts);

export const positionBeyondHead = (position: Position, head: Position) =>
  new EventStoreError(
    'position-beyond-head',
    `Position ${position} is beyond the head ${head}. Name a position that this log has given out.`,
    { position, head },
  );

export const logCorrupt = (fault: string, facts: Readonly<Record<string, JsonValue>> = {}) =>
  new EventStoreError(
    'log-corrupt',
    `The stored log breaks its rule: ${fault} Stop writing and verify it.`,
    facts,
  );
