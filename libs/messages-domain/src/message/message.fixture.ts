import { userId } from '@event-sourcing/domain-kernel';
import type { Position, RecordedEvent } from '@event-sourcing/event-store';
import { z } from 'zod';
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

/** The domain knows the log's types only, so positions are branded here. */
const position = z.custom<Position>(Number.isSafeInteger);

const recordedAs = (events: readonly MessageEvent[]): readonly RecordedEvent<MessageEvent>[] =>
  events.map((event, index) => ({
    ...event,
    position: position.parse(index + 1),
    recordedAt: new Date(Date.UTC(2030, 0, 1, 12, index)),
    commitId: `commit-${index + 1}`,
    metadata: {},
  }));

/** The state of a message after a history that starts at position 1. */
export const stateAfter = (key: MessageKey, ...history: readonly MessageEvent[]): MessageState =>
  recordedAs(history).reduce(evolveMessage(key), ABSENT);
