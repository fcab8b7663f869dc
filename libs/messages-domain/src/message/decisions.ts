import { refuse } from '@event-sourcing/domain-kernel';
import {
  messageDeleted,
  messageRead,
  messageSent,
  type MessageDeleted,
  type MessageRead,
  type MessageSent,
} from './events';
import type { MessageKey } from './ids';
import type { MessageState } from './state';

/** Sends a message to a user; without an id of the sender's own, the caller makes one. */
export interface SendMessageCommand extends MessageKey {
  readonly text: string;
  readonly from?: string | undefined;
}

const notFound = ({ userId, messageId }: MessageKey): never =>
  refuse('message-not-found', { userId, messageId }, `User ${userId} has no message ${messageId}.`);

/**
 * Whether a message is there: sent and not deleted.
 * @throws Refusal `message-not-found` when it is not
 */
const requirePresent = (state: MessageState, key: MessageKey): void => {
  if (state.status === 'absent' || state.status === 'deleted') notFound(key);
};

/** @throws Refusal `message-already-exists` when the id was ever used for this user */
export const sendMessage = (
  state: MessageState,
  { userId, messageId, text, from }: SendMessageCommand,
): readonly [MessageSent] =>
  state.status === 'absent'
    ? [messageSent({ userId, messageId, text, ...(from === undefined ? {} : { from }) })]
    : refuse(
        'message-already-exists',
        { userId, messageId },
        `User ${userId} has or had a message ${messageId}. Choose another id.`,
      );

/**
 * Nothing happens to a message that was read before.
 * @throws Refusal `message-not-found`
 */
export const markMessageAsRead = (
  state: MessageState,
  { userId, messageId }: MessageKey,
): readonly [MessageRead] | readonly [] => {
  requirePresent(state, { userId, messageId });
  return state.status === 'unread' ? [messageRead({ userId, messageId })] : [];
};

/** @throws Refusal `message-not-found`, also a second time */
export const deleteMessage = (
  state: MessageState,
  { userId, messageId }: MessageKey,
): readonly [MessageDeleted] => {
  requirePresent(state, { userId, messageId });
  return [messageDeleted({ userId, messageId, wasRead: state.status === 'read' })];
};
