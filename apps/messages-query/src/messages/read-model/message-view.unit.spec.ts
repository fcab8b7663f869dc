import { describe, expect, it } from '@jest/globals';
import { type MessageEvent, messageDeleted, messageRead, messageSent } from '@event-sourcing/messages-domain';
import { evolveMessageView, type MessageView } from './message-view';
import { keyOf, recorded } from './read-model.fixture';

const KEY = keyOf('ada', 'm1');
const sent = messageSent({ ...KEY, text: 'Hello', from: 'Bob' });
const read = messageRead(KEY);

const viewAfter = (...events: readonly MessageEvent[]): MessageView | undefined =>
  recorded(events).reduce<MessageView | undefined>(evolveMessageView, undefined);

describe('a message as it is shown', () => {
  it('is unread when it was sent', () => {
    expect(viewAfter(sent)).toEqual({
      userId: 'ada',
      messageId: 'm1',
      text: 'Hello',
      from: 'Bob',
      sentAt: new Date('2030-01-01T12:01:00.000Z'),
      sentPosition: 1,
      read: false,
    });
  });

  it('knows when it was read first, and keeps its place', () => {
    expect(viewAfter(sent, read, read)).toMatchObject({
      sentPosition: 1,
      read: true,
      readAt: new Date('2030-01-01T12:02:00.000Z'),
    });
  });

  it('is gone when it was deleted', () => {
    expect(viewAfter(sent, messageDeleted({ ...KEY, wasRead: false }))).toBeUndefined();
  });

  it('is not made by what happens to a message that is not there', () => {
    expect(viewAfter(read)).toBeUndefined();
  });
});
