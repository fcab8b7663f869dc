import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { recordedHistories, recordRelease } from '@event-sourcing/event-store/testing';
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

  it.each(histories)('is read as it was then, if not more: $release $name', async ({ replay, reading }) => {
    expect([recordedMessages.read(await replay(messageEventTypes))]).toMatchObject([reading]);
  });
});

describe('the next release', () => {
  it('can be recorded: every event type is in a history, and what is recorded is read alike', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recorded-'));
    try {
      await recordRelease({ ...recordedMessages, folder }, 'next');
      for (const { replay, reading } of await recordedHistories(folder)) {
        expect(recordedMessages.read(await replay(messageEventTypes))).toEqual(reading);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
