import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';

const totalsSchema = z.object({
  passed: z.number(),
  failed: z.number(),
  skipped: z.number(),
  failures: z.array(z.string()),
});

/** Counts of tests; `failed` includes spec files that did not even load. `failures`: what Jest says of each file with some. */
export type TestTotals = Readonly<z.infer<typeof totalsSchema>>;

const readProject = async (file: string): Promise<TestTotals> =>
  totalsSchema.parse(JSON.parse(await readFile(file, 'utf8')));

/** Reads what the totals reporter of each project's Jest run has written to `<folder>/<project>.json`. */
export const readTotals = async (folder: string): Promise<ReadonlyMap<string, TestTotals>> => {
  const files = await readdir(folder).catch(() => []);
  const entries = files
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map(async (file) => [basename(file, '.json'), await readProject(join(folder, file))] as const);
  return new Map(await Promise.all(entries));
};

/** A project that ran but reported nothing has failed: its Jest process died. */
export const sumTotals = (projects: readonly string[], totals: ReadonlyMap<string, TestTotals>): TestTotals =>
  projects
    .map((project) => totals.get(project) ?? { passed: 0, failed: 1, skipped: 0, failures: [] })
    .reduce(
      (sum, one) => ({
        passed: sum.passed + one.passed,
        failed: sum.failed + one.failed,
        skipped: sum.skipped + one.skipped,
        failures: [...sum.failures, ...one.failures],
      }),
      { passed: 0, failed: 0, skipped: 0, failures: [] },
    );

/** The last line of `npm test`: `N passed, M failed`, and `, K skipped` if any were. */
export const closingLine = ({ passed, failed, skipped }: Omit<TestTotals, 'failures'>): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
