import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closingLine, readTotals, sumTotals } from './test-totals';

describe('the closing line of npm test', () => {
  it('says how many passed and failed, and skipped ones only if there are any', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 12, failed: 3, skipped: 1 })).toBe('12 passed, 3 failed, 1 skipped');
  });

  it('sums over the projects, and a project without a result is a failure', () => {
    const totals = new Map([
      ['a', { passed: 1, failed: 0, skipped: 2, failures: [] }],
      ['b', { passed: 10, failed: 3, skipped: 0, failures: ['b.spec.ts: it should'] }],
    ]);
    const sum = { passed: 11, failed: 3, skipped: 2, failures: ['b.spec.ts: it should'] };
    expect(sumTotals(['a', 'b'], totals)).toEqual(sum);
    expect(sumTotals(['a', 'b', 'c'], totals)).toEqual({ ...sum, failed: 4 });
  });

  it('is read from what each run has left behind, and from nothing when there is nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'totals-'));
    const counts = { passed: 4, failed: 6, skipped: 5, failures: ['a.spec.ts: it should'] };
    await writeFile(join(folder, 'a.json'), JSON.stringify(counts));
    expect(await readTotals(folder)).toEqual(new Map([['a', counts]]));
    await rm(folder, { recursive: true });
    expect(await readTotals(folder)).toEqual(new Map());
  });
});
