import { createHash, randomUUID } from 'node:crypto';
import type { CommandIdentity } from '../idempotency';

/**
 * An id that the service makes. Under an idempotency key it is always the same, so that a repeat is about what the
 * first request made. A digest of the commit id, not a part of it: others get to see it.
 * @param of what it names, `account`: one command may make several
 */
export const newId = (of: string, identity: CommandIdentity | undefined): string =>
  identity === undefined
    ? randomUUID()
    : createHash('sha256').update(`${of} ${identity.commitId}`).digest('hex').slice(0, 32);
