import type { MessageRow } from '../files';
import { contentHash } from '../content-hash';

/** The same for the same row in every run: which row of its user, and what it says. */
export const messageIdOf = ({ userId, nth, text, from = '' }: MessageRow): string =>
  `replay-${nth}-${contentHash(userId, text, from)}`;

/** The idempotency key of a row. */
export const messageKey = (row: MessageRow): string => `replay-messages:${row.userId}:${messageIdOf(row)}`;
