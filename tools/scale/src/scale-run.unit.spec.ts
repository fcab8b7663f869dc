import { writeFile } from 'node:fs/promises';
import { inTemporaryFolder } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { measuredAt } from './measured.fixture';
import { isReliable, readRun, runFile, writeRun, type ScaleRun } from './scale-run';

const RUN: ScaleRun = {
  ...{ format: 1, database: 'scale-1', engine: 'embedded-rust' },
  machine: { cores: 2, processor: 'Chip', memoryGb: 8, platform: 'linux', node: 'v24', loadBefore: 0.1 },
  pace: { fill: 0.001, rebuild: 0.001, verify: 0.001 },
  sizes: [measuredAt(10_000, { append: 14_000 })],
};

describe('a run', () => {
  it('says something about goals when several lengths were measured with nothing beside it', () => {
    const longer = measuredAt(100_000, {});
    expect(isReliable({ ...RUN, sizes: [...RUN.sizes, longer] })).toBe(true);
    expect(isReliable(RUN)).toBe(false);
    expect(isReliable({ ...RUN, sizes: [...RUN.sizes, { ...longer, busyBefore: 0.4 }] })).toBe(false);
  });
});

describe('the numbers of a run', () => {
  it('are read as they were written, with what was measured since', () =>
    inTemporaryFolder('scale-run-spec', async (folder) => {
      await writeRun(runFile(folder), RUN);
      const more = { ...RUN, sizes: [...RUN.sizes, measuredAt(100_000, { append: 12_000 })] };
      await writeRun(runFile(folder), more);
      expect(await readRun(runFile(folder))).toEqual(more);
    }));

  it('are none in a new folder', () =>
    inTemporaryFolder('scale-run-spec', async (folder) => {
      expect(await readRun(runFile(folder))).toBeUndefined();
    }));

  it.each(['', '{}', JSON.stringify({ ...RUN, sizes: [{ events: 'many' }] })])(
    'are refused where a file says something else: %s',
    (text) =>
      inTemporaryFolder('scale-run-spec', async (folder) => {
        await writeFile(runFile(folder), text);
        await expect(readRun(runFile(folder))).rejects.toThrow(expect.objectContaining({ code: 'bad-file' }));
      }),
  );
});
