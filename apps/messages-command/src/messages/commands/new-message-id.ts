import { createHash, randomUUID } from 'node:crypto';
import { messageId, type MessageId } from '@event-sourcing/messages-domain';
import type { CommandIdentity } from '@event-sourcing/service-chassis';

/**
 * An id for a message whose sender gave none. Under an idempotency key it is always the same, so that a repeat asks
 * for the message that it sent first. A digest of the commit id, not a part of it: the recipient sees it.
 */
export const newMessageId = (identity: CommandIdentity | undefined): MessageId =>
  messageId.parse(
    identity === undefined
      ? randomUUID()
      : createHash('sha256').update(`message ${identity.commitId}`).digest('hex').slice(0, 32),
  );
