import { describe, expect, it } from '@jest/globals';
import {
  ABSENT,
  deleteMessage,
  evolveMessage,
  markMessageAsRead,
  type MessageEvent,
  type MessageKey,
  sendMessage,
} from '@event-sourcing/messages-domain';
import fc from 'fast-check';
import { evolveMailbox, type Mailbox } from './mailbox';
import { evolveMessageView, type MessageView } from './message-view';
import { keyOf, recorded } from './read-model.fixture';

type Step = 'send' | 'read' | 'delete';

const KEYS = ['a', 'b', 'c'].map((message) => keyOf('ada', message));

/** What the domain writes for a step; nothing when it refuses. */
const written = (history: readonly MessageEvent[], step: Step, key: MessageKey): readonly MessageEvent[] => {
  const state = recorded(history).reduce(evolveMessage(key), ABSENT);
  try {
    if (step === 'send') return sendMessage(state, { ...key, text: 'Hello' });
    return step === 'read' ? markMessageAsRead(state, key) : deleteMessage(state, key);
  } catch {
    return [];
  }
};

describe('the count of unread messages', () => {
  it('is the number of unread messages in the list, whatever the domain lets happen', () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom<Step>('send', 'read', 'delete'), fc.constantFrom(...KEYS)),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (wanted) => {
        const history = wanted.reduce<readonly MessageEvent[]>(
          (before, [step, key]) => [...before, ...written(before, step, key)],
          [],
        );
        const events = recorded(history);
        const views = KEYS.map((key) =>
          events
            .filter(({ data }) => data.messageId === key.messageId)
            .reduce<MessageView | undefined>(evolveMessageView, undefined),
        );
        const mailbox = events.reduce<Mailbox | undefined>(evolveMailbox, undefined);
        expect(mailbox?.unread ?? 0).toBe(views.filter((view) => view?.read === false).length);
      }),
    );
  });
});
