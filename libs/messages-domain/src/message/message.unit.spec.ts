import { describe, expect, it } from '@jest/globals';
import { decider } from '@event-sourcing/event-store/testing';
import fc from 'fast-check';
import { deleteMessage, markMessageAsRead, sendMessage } from './decisions';
import { messageEventTypes, messageSent, type MessageEvent, type MessageSent } from './events';
import { messageTag } from './ids';
import { KEY, OTHER_MESSAGE, OTHER_USER, deleted, read, sent, stateAfter } from './message.fixture';
import { message } from './models';
import { ABSENT, type MessageState } from './state';

type Decide = (states: { readonly it: MessageState }) => readonly MessageEvent[];

const given = (...history: readonly MessageEvent[]) => decider({ it: message(KEY) }).given(history);
const NAMES = { userId: 'ann', messageId: 'm1' };

describe('sending a message', () => {
  const sending: Decide = ({ it }) => sendMessage(it, { ...KEY, text: 'Hello\nAnn', from: 'bank' });

  it('is recorded for the user and for the message', () => {
    given()
      .when(sending)
      .then([
        {
          type: 'MessageSent',
          version: 1,
          tags: ['user:ann', 'message:ann/m1'],
          data: { ...NAMES, text: 'Hello\nAnn', from: 'bank' },
        },
      ]);
  });

  it('leaves out a sender that is absent', () => {
    given()
      .when(({ it }) => sendMessage(it, { ...KEY, text: 'Hello', from: undefined }))
      .then([sent(KEY)]);
  });

  it.each([
    ['unread', [sent(KEY)]],
    ['read', [sent(KEY), read(KEY)]],
    ['deleted', [sent(KEY), deleted(KEY)]],
  ])('is refused under the id of a message that is %s', (_, history) => {
    given(...history)
      .when(sending)
      .thenRefuses('message-already-exists', NAMES);
  });

  it('is possible under an id that another user has', () => {
    given(sent(OTHER_USER), sent(OTHER_MESSAGE))
      .when(({ it }) => sendMessage(it, { ...KEY, text: 'Hello' }))
      .then([sent(KEY)]);
  });

  it('stands whatever happens to others meanwhile, and is decided anew when another took the id', () => {
    const decision = given().when(sending);
    decision.meanwhile([sent(OTHER_USER), sent(OTHER_MESSAGE)]).thenStands();
    decision
      .meanwhile([sent(KEY)])
      .decidedAnew()
      .thenRefuses('message-already-exists', NAMES);
  });
});

describe('marking a message as read', () => {
  const marking: Decide = ({ it }) => markMessageAsRead(it, KEY);

  it('is recorded the first time', () => {
    given(sent(KEY))
      .when(marking)
      .then([read(KEY)]);
  });

  it('changes nothing later, and the first position is still known', () => {
    const history = [sent(OTHER_USER), sent(KEY), read(KEY), read(OTHER_USER), read(KEY)];
    given(...history)
      .when(marking)
      .thenNothing();
    expect(stateAfter(KEY, ...history)).toEqual({ status: 'read', readAtPosition: 3 });
  });

  it('twice at once is recorded once', () => {
    given(sent(KEY))
      .when(marking)
      .meanwhile([read(KEY)])
      .decidedAnew()
      .thenNothing();
  });

  it.each([
    ['never sent', [sent(OTHER_USER)]],
    ['deleted', [sent(KEY), deleted(KEY)]],
    ['deleted after it was read', [sent(KEY), read(KEY), deleted(KEY)]],
  ])('is refused when it was %s', (_, history) => {
    given(...history)
      .when(marking)
      .thenRefuses('message-not-found', NAMES);
  });
});

describe('deleting a message', () => {
  const deleting: Decide = ({ it }) => deleteMessage(it, KEY);

  it('is recorded, with whether it had been read', () => {
    given(sent(KEY))
      .when(deleting)
      .then([deleted(KEY)]);
    given(sent(KEY), read(KEY))
      .when(deleting)
      .then([deleted(KEY, true)]);
    given(sent(KEY))
      .when(deleting)
      .meanwhile([read(KEY)])
      .decidedAnew()
      .then([deleted(KEY, true)]);
  });

  it('is refused when it was never sent, and a second time', () => {
    given().when(deleting).thenRefuses('message-not-found', NAMES);
    given(sent(KEY), deleted(KEY)).when(deleting).thenRefuses('message-not-found', NAMES);
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
