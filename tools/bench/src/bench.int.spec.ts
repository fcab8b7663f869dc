import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openBench, type Bench } from './harness/bench';
import { caseResult } from './harness/result';
import { runCase } from './harness/run-case';
import { SMOKE } from './harness/sizes';
import { ROWS } from './rows';

let bench: Bench;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-spec-'));
  const { signal } = new AbortController();
  bench = openBench({
    uri: process.env.MONGODB_URI ?? '',
    sizes: SMOKE,
    signal,
    folder,
  });
});

afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

/** At this size they differ from 2 × 8 in how long they take to start, and in nothing else. */
const REPEATED = /^(2 .* 100|4 .* (8|100)) workers each$/;

const cases = ROWS.filter(({ needsServices }) => !needsServices).flatMap((row) =>
  row.cases.filter(({ title }) => !REPEATED.test(title)).map((one) => [row.name, one.title, one] as const),
);

describe('at the smallest size', () => {
  it.each(cases)(
    '%s %s runs, finds everything that was acknowledged, and measures all that it shows',
    async (_row, _case, one) => {
      const { measures } = caseResult(one, await runCase(one, bench));
      for (const { metric, of, ratio, values } of measures) {
        expect({
          metric,
          measured: values.length > 0 && values.every(({ value }) => value.median >= 0),
        }).toEqual({
          metric,
          measured: true,
        });
        expect({ metric, compared: ratio !== undefined }).toEqual({ metric, compared: of === 'ratio' });
      }
    },
    60_000,
  );
});
