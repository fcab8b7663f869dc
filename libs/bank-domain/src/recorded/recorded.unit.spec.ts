import { describe, expect, it } from '@jest/globals';
import { recordedHistories } from '@event-sourcing/event-store/testing';
import { bankEventTypes } from '../account';
import { recordedBank } from './bank.fixture';

const histories = await recordedHistories(recordedBank.folder);

describe('what a release of the bank has recorded', () => {
  it('is kept', () => {
    expect(histories.map(({ release, name }) => `${release} ${name}`)).toEqual(
      expect.arrayContaining(['v1 every-type', 'v1 one-commit', 'v1 opened-again', 'v1 descriptions']),
    );
  });

  it.each(histories)('satisfies today’s schemas: $release $name', async ({ replay }) => {
    for (const { type, data } of await replay(bankEventTypes)) {
      const schema = bankEventTypes.find((declared) => declared.type === type)?.schema;
      expect(schema?.safeParse(data)).toMatchObject({ success: true });
    }
  });

  it.each(histories)('is read as it was then: $release $name', async ({ replay, reading }) => {
    expect(recordedBank.read(await replay(bankEventTypes))).toEqual(reading);
  });
});
