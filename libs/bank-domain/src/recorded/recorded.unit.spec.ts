import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { recordedHistories, recordRelease } from '@event-sourcing/event-store/testing';
import { bankLogEventTypes } from '../event-types';
import { recordedBank } from './bank.fixture';

const histories = await recordedHistories(recordedBank.folder);

describe('what a release of the bank has recorded', () => {
  it('is kept', () => {
    expect(histories.map(({ release, name }) => `${release} ${name}`)).toEqual(
      expect.arrayContaining(['v1 every-type', 'v1 one-commit', 'v1 opened-again', 'v1 descriptions']),
    );
  });

  it.each(histories)('satisfies today’s schemas: $release $name', async ({ replay }) => {
    for (const { type, data } of await replay(bankLogEventTypes)) {
      const schema = bankLogEventTypes.find((declared) => declared.type === type)?.schema;
      expect(schema?.safeParse(data)).toMatchObject({ success: true });
    }
  });

  it.each(histories)('is read as it was then, if not more: $release $name', async ({ replay, reading }) => {
    expect([recordedBank.read(await replay(bankLogEventTypes))]).toMatchObject([reading]);
  });
});

describe('the next release', () => {
  it('can be recorded: every event type is in a history, and what is recorded is read alike', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recorded-'));
    try {
      await recordRelease({ ...recordedBank, folder }, 'next');
      for (const { replay, reading } of await recordedHistories(folder)) {
        expect(recordedBank.read(await replay(bankLogEventTypes))).toEqual(reading);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
