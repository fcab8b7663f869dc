import { inspect } from 'node:util';
import { invalidOptions } from './errors';

const CONFIRMATIONS = ['majority', 'linearizable'] as const;

/**
 * How an answer that writes nothing is confirmed. `majority`: by a look at the log's end that begins after the call. A
 * primary that was replaced and has not noticed may show less there than its successor has acknowledged.
 * `linearizable`: a primary proves first that a majority takes it for the primary, and the look waits for all that it
 * holds. That is two round trips instead of one, and a write to the primary's oplog.
 */
export type Confirmation = (typeof CONFIRMATIONS)[number];

/** Of one question to the log. */
export interface ConfirmOptions {
  /** Default: that of the log, see `EventLogOptions`. */
  readonly confirm?: Confirmation;
}

/** @throws EventStoreError `invalid-options` unless it is one, or left out */
export const assertConfirmation = (value: Confirmation | undefined): void => {
  if (value === undefined || CONFIRMATIONS.includes(value)) return;
  throw invalidOptions('confirm', inspect(value), `give ${CONFIRMATIONS.join(' or ')}`);
};
