import { describe, expect, it } from '@jest/globals';
import { recordedHistories } from '@event-sourcing/event-store/testing';
import { messageEventTypes } from '../message';
import { recordedMessages } from './messages.fixture';

const histories = await recordedHistories(recordedMessages.folder);

describe('what a release of the messages has recorded', () => {
  it('is kept', () => {
    expect(histories.map(({ release, name }) => `${release} ${name}`)).toEqual(
      expect.arrayContaining(['v1 every-type', 'v1 one-commit', 'v1 texts']),
    );
  });

  it.each(histories)('satisfies today’s schemas: $release $name', async ({ replay }) => {
    for (const { type, data } of await replay(messageEventTypes)) {
      const schema = messageEventTypes.find((declared) => declared.type === type)?.schema;
      expect(schema?.safeParse(data)).toMatchObject({ success: true });
    }
  });

  it.each(histories)('is read as it was then: $release $name', async ({ replay, reading }) => {
    expect(recordedMessages.read(await replay(messageEventTypes))).toEqual(reading);
  });
});
