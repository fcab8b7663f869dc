import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '@event-sourcing/domain-kernel';
import fc from 'fast-check';
import { deleteMessage, markMessageAsRead, sendMessage } from './decisions';
import { messageEventTypes, messageSent, type MessageEvent, type MessageSent } from './events';
import { messageTag } from './ids';
import { KEY, OTHER_MESSAGE, OTHER_USER, deleted, read, sent, stateAfter } from './message.fixture';
import { message } from './models';
import { ABSENT, type MessageState } from './state';

const refusalOf = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (error) {
    return isRefusal(error) ? [error.code, error.facts] : error;
  }
};
const NOT_FOUND = ['message-not-found', { userId: 'ann', messageId: 'm1' }];

describe('sending a message', () => {
  it('is recorded for the user and for the message', () => {
    expect(sendMessage(ABSENT, { ...KEY, text: 'Hello\nAnn', from: 'bank' })).toEqual([
      {
        type: 'MessageSent',
        version: 1,
        tags: ['user:ann', 'message:ann/m1'],
        data: { userId: 'ann', messageId: 'm1', text: 'Hello\nAnn', from: 'bank' },
      },
    ]);
  });

  it('leaves out a sender that is absent', () => {
    expect(Object.keys(sendMessage(ABSENT, { ...KEY, text: 'x', from: undefined })[0].data)).not.toContain(
      'from',
    );
  });

  it.each([
    ['unread', [sent(KEY)]],
    ['read', [sent(KEY), read(KEY)]],
    ['deleted', [sent(KEY), deleted(KEY)]],
  ])('is refused under the id of a message that is %s', (_, history) => {
    expect(refusalOf(() => sendMessage(stateAfter(KEY, ...history), { ...KEY, text: 'x' }))).toEqual([
      'message-already-exists',
      { userId: 'ann', messageId: 'm1' },
    ]);
  });

  it('is possible under an id that another user has', () => {
    expect(
      sendMessage(stateAfter(KEY, sent(OTHER_USER), sent(OTHER_MESSAGE)), { ...KEY, text: 'x' }),
    ).toHaveLength(1);
  });
});

describe('marking a message as read', () => {
  it('is recorded the first time', () => {
    expect(markMessageAsRead(stateAfter(KEY, sent(KEY)), KEY)).toEqual([read(KEY)]);
  });

  it('changes nothing later, and the first position is still known', () => {
    const state = stateAfter(KEY, sent(OTHER_USER), sent(KEY), read(KEY), read(OTHER_USER), read(KEY));
    expect(markMessageAsRead(state, KEY)).toEqual([]);
    expect(state).toEqual({ status: 'read', readAtPosition: 3 });
  });

  it.each([
    ['never sent', [sent(OTHER_USER)]],
    ['deleted', [sent(KEY), deleted(KEY)]],
    ['deleted after it was read', [sent(KEY), read(KEY), deleted(KEY)]],
  ])('is refused when it was %s', (_, history) => {
    expect(refusalOf(() => markMessageAsRead(stateAfter(KEY, ...history), KEY))).toEqual(NOT_FOUND);
  });
});

describe('deleting a message', () => {
  it('is recorded, with whether it had been read', () => {
    expect(deleteMessage(stateAfter(KEY, sent(KEY)), KEY)).toEqual([deleted(KEY)]);
    expect(deleteMessage(stateAfter(KEY, sent(KEY), read(KEY)), KEY)).toEqual([deleted(KEY, true)]);
  });

  it('is refused when it was never sent, and a second time', () => {
    expect(refusalOf(() => deleteMessage(ABSENT, KEY))).toEqual(NOT_FOUND);
    expect(refusalOf(() => deleteMessage(stateAfter(KEY, sent(KEY), deleted(KEY)), KEY))).toEqual(NOT_FOUND);
  });
});

describe('the state of a message', () => {
  it('depends on nothing but the events of that message', () => {
    expect(message(KEY).query).toEqual({
      items: [{ types: ['MessageSent', 'MessageRead', 'MessageDeleted'], tags: ['message:ann/m1'] }],
    });
    expect(message(KEY).conflictsWith).toBeUndefined();
    expect(new Set([KEY, OTHER_USER, OTHER_MESSAGE].map(messageTag)).size).toBe(3);
  });

  it('passes over what it does not know', () => {
    const unknown: MessageSent = JSON.parse(
      JSON.stringify(sent(KEY)).replace('MessageSent', 'MessagePinned'),
    );
    expect(stateAfter(KEY, unknown)).toBe(ABSENT);
    expect(stateAfter(KEY, sent(KEY), unknown)).toEqual({ status: 'unread' });
  });

  it('only ever goes forward, whatever is recorded', () => {
    const rank = (state: MessageState): number =>
      ['absent', 'unread', 'read', 'deleted'].indexOf(state.status);
    const events = [KEY, OTHER_USER, OTHER_MESSAGE].flatMap((key) => [sent(key), read(key), deleted(key)]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom<MessageEvent>(...events), { maxLength: 12 }), (history) => {
        const ranks = history.map((_, index) => rank(stateAfter(KEY, ...history.slice(0, index + 1))));
        expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
        const mine = history.filter(({ data }) => data.userId === 'ann' && data.messageId === 'm1');
        expect(stateAfter(KEY, ...mine).status).toBe(stateAfter(KEY, ...history).status);
      }),
    );
  });
});

describe('the events of messages', () => {
  it('are declared once each, under names that are storage format, and satisfy their own schemas', () => {
    expect(messageEventTypes.map(({ type, version }) => `${type} ${version}`)).toEqual([
      'MessageSent 1',
      'MessageRead 1',
      'MessageDeleted 1',
    ]);
    for (const event of [sent(KEY), read(KEY), deleted(KEY)]) {
      const declared = messageEventTypes.find(({ type }) => type === event.type);
      expect(declared?.schema.safeParse(event.data)).toMatchObject({ success: true });
    }
  });

  it.each([
    ['an empty text', { text: '' }],
    ['half a character', { text: 'a\ud83d' }],
    ['a sender with control characters', { from: 'a\u0007' }],
    ['an id that could break a tag', { messageId: 'a/b' }],
    ['a member that nobody declared', { urgent: true }],
  ])('never hold %s', (_, fault) => {
    const data = { userId: 'ann', messageId: 'm1', text: 'Hello\u0000', from: 'bank' };
    expect(messageSent.schema.safeParse(data).success).toBe(true);
    expect(messageSent.schema.safeParse({ ...data, ...fault }).success).toBe(false);
  });
});
