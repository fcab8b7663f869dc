import { createHash } from 'node:crypto';
import type { RecordedEvent } from '../contract';

/** What names a reaction to an event, the same at every try: 64 hexadecimal digits. */
export const idempotencyKeyOf = (
  reaction: string,
  { commitId, position }: Pick<RecordedEvent, 'commitId' | 'position'>,
): string =>
  createHash('sha256')
    .update(JSON.stringify([reaction, commitId, position]))
    .digest('hex');
