import { userId } from '@event-sourcing/domain-kernel';
import { recorded } from '@event-sourcing/event-store/testing';
import { messageDeleted, messageRead, messageSent, type MessageEvent } from './events';
import { messageId, type MessageKey } from './ids';
import { ABSENT, evolveMessage, type MessageState } from './state';

export const KEY: MessageKey = { userId: userId.parse('ann'), messageId: messageId.parse('m1') };
/** The same message id, of another user. */
export const OTHER_USER: MessageKey = { ...KEY, userId: userId.parse('bob') };
/** Another message of the same user. */
export const OTHER_MESSAGE: MessageKey = { ...KEY, messageId: messageId.parse('m2') };

export const sent = (key: MessageKey) => messageSent({ ...key, text: 'Hello' });
export const read = (key: MessageKey) => messageRead(key);
export const deleted = (key: MessageKey, wasRead = false) => messageDeleted({ ...key, wasRead });

/** The state of a message after a history that starts at position 1. */
export const stateAfter = (key: MessageKey, ...history: readonly MessageEvent[]): MessageState =>
  recorded(history).reduce(evolveMessage(key), ABSENT);
