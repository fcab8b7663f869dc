import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeStack, type Fate } from '../../test/fake-stack';
import { Files, replay } from '../../test/replaying';

const TEXTS = ['one', 'two\nlines', 'three\u2028\u{1F600}', 'two\nlines', 'five', 'six', 'seven'];
const NDJSON = TEXTS.map((text, index) => JSON.stringify({ userId: `user-${index % 2}`, text })).join('\n');

let files: Files;
let stack: FakeStack;
let address: string;

beforeEach(async () => {
  files = new Files();
  stack = new FakeStack();
  address = await stack.listen();
});
afterEach(() => {
  stack.close();
  files.remove();
});

const textsOf = (userId: string): readonly string[] =>
  stack.messages.users.get(userId)?.map(({ text }) => text) ?? [];

describe('the replay of messages', () => {
  it('sends every message, those of a user in order, and reads them all back', async () => {
    const { summary, differences } = await replay(address, 'messages', files.write('m.ndjson', NDJSON));

    expect(differences).toEqual([]);
    expect(summary[0]).toBe(
      '7 messages to 2 users: every one readable on messages-query, word for word and in order.',
    );
    expect(textsOf('user-0')).toEqual(['one', 'three\u2028\u{1F600}', 'five', 'seven']);
    expect(textsOf('user-1')).toEqual(['two\nlines', 'two\nlines', 'six']);
  });

  it('doubles nothing when requests are lost, and when it is run again', async () => {
    const fates: readonly Fate[] = ['lost-after', 'unknown', 'busy'];
    stack.fateOf = (nth) => (nth % 2 === 0 ? 'done' : (fates[(nth >> 1) % fates.length] ?? 'done'));
    const file = files.write('m.ndjson', NDJSON);
    await replay(address, 'messages', file);

    const { summary, differences } = await replay(address, 'messages', file);

    expect(differences).toEqual([]);
    expect(stack.messagesLog.head).toBe(7);
    expect(summary[1]).toBe('New in this run: 0 messages. There before: 7 messages.');
  });

  it('sends of an export that overlaps an earlier one what is new only, also a late message in its middle', async () => {
    const exported = (...texts: readonly string[]) =>
      files.write('m.ndjson', texts.map((text) => JSON.stringify({ userId: 'ann', text })).join('\n'));
    await replay(address, 'messages', exported('one', 'ok', 'ok', 'four'));
    await replay(address, 'messages', exported('ok', 'late', 'ok', 'four', 'five'));
    expect(textsOf('ann')).toEqual(['one', 'ok', 'ok', 'four', 'late', 'five']);
  });

  it('passes over what others have sent to the same users', async () => {
    stack.messages.send('user-0', { messageId: 'other', text: 'hello' });
    const { differences } = await replay(address, 'messages', files.write('m.ndjson', NDJSON));
    expect(differences).toEqual([]);
  });

  it('names messages that are lost, changed or out of order', async () => {
    const file = files.write('m.ndjson', NDJSON);
    await replay(address, 'messages', file);
    const [first, second, third, fourth] = stack.messages.users.get('user-0') ?? [];
    if (!first || !second || !third || !fourth) throw new Error('Four messages are expected.');
    stack.messages.users.set('user-0', [{ ...first, text: 'changed' }, third, second, fourth]);

    const { differences } = await replay(address, 'messages', file);

    expect([...differences].sort()).toEqual([
      'line 1, user user-0: the text that is read is another one',
      'line 5, user user-0: the message is not in the list, or not in its order',
      'line 7, user user-0: the message is not in the list, or not in its order',
    ]);
  });
});
