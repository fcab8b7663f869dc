import { createHash, randomUUID } from 'node:crypto';
import type { Command } from '@event-sourcing/event-store';

/**
 * An id that the service makes. Under an idempotency key it is always the same, so that a repeat is about what the
 * first request made. A digest of the commit id, not a part of it: others get to see it.
 * @param of what it names, `account`: one command may make several
 */
export const newId = (of: string, command: Command | undefined): string =>
  command === undefined
    ? randomUUID()
    : createHash('sha256').update(`${of} ${command.id}`).digest('hex').slice(0, 32);
