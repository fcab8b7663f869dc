import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

it('what a window keeps is known within 30 % of what the heap holds', async () => {
  const measure = ['--expose-gc', '--import', 'tsx', join(import.meta.dirname, 'heap-shares.fixture.ts')];
  const { stdout } = await promisify(execFile)(process.execPath, measure);
  const shares = JSON.parse(stdout) as readonly (readonly [string, number])[];
  expect(shares).toHaveLength(8);
  expect(shares.filter(([, said]) => said < 0.7 || said > 1.3)).toEqual([]);
});
