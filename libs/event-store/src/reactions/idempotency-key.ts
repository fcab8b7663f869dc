import { createHmac } from 'node:crypto';
import type { RecordedEvent } from '../contract';

/** Names a reaction to an event, or one effect of it, the same at every try: 64 hexadecimal digits. */
export type IdempotencyKeyOf = (
  event: Pick<RecordedEvent, 'commitId' | 'position'>,
  effect?: string,
) => string;

/**
 * The keys of a reaction. Whoever caused an event knows its commit id, and could take an effect's place beforehand if
 * its key followed from that alone.
 * @param secret of the log, which only those know that run its reactions
 */
export const idempotencyKeys =
  (reaction: string, secret: Buffer): IdempotencyKeyOf =>
  ({ commitId, position }, effect) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([reaction, commitId, position, ...(effect === undefined ? [] : [effect])]))
      .digest('hex');
