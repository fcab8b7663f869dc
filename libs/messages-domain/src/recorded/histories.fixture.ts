import { deleted, KEY, OTHER_MESSAGE, OTHER_USER, read, sent } from '../message/message.fixture';
import { messageSent } from '../message';

/** What every release records: together every event type, and what is special about them. */
export const messageHistories = {
  'every-type': [
    sent(KEY),
    sent(OTHER_USER),
    read(KEY),
    sent(OTHER_MESSAGE),
    deleted(KEY, true),
    deleted(OTHER_MESSAGE),
  ],
  'one-commit': [[sent(KEY), read(KEY), sent(OTHER_MESSAGE)]],
  texts: [
    messageSent({ ...KEY, text: 'You received 12.50 EUR from account a', from: 'bank' }),
    messageSent({ ...OTHER_MESSAGE, text: 'a\r\n\tb\u0000 💶 \u2028' }),
    messageSent({ ...OTHER_USER, text: '😀'.repeat(300), from: 'x'.repeat(200) }),
  ],
} as const;
