import type { Bench } from './bench';
import { caseResult, failedCase, type CaseResult } from './result';
import type { Row } from './row';
import { runCase, runsPerContestant } from './run-case';

/** What came of a row. */
export interface RowResult {
  readonly name: string;
  readonly title: string;
  readonly against: string;
  readonly cases: readonly CaseResult[];
}

/** Told how far a benchmark is. */
export interface BenchProgress {
  /** A case begins; `cases` of them are done, of `of`. */
  begin(title: string, cases: number, of: number): void;
  /** A part of the present case is done, 0 to 1. */
  part(share: number): void;
  end(): void;
}

/** Runs rows, one case after another. A case that fails is shown as such, and does not keep the others from being run. */
export const runRows = async (
  rows: readonly Row[],
  bench: Bench,
  progress: BenchProgress,
): Promise<readonly RowResult[]> => {
  const of = rows.reduce((sum, { cases }) => sum + cases.length, 0);
  const results: RowResult[] = [];
  let done = 0;
  for (const { name, title, against, cases } of rows) {
    const caseResults: CaseResult[] = [];
    for (const one of cases) {
      progress.begin(cases.length > 1 ? `${title}: ${one.title}` : title, done, of);
      let samples = 0;
      const onSample = () => progress.part(Math.min(1, (samples += 1) / (2 * runsPerContestant(bench))));
      try {
        caseResults.push(caseResult(one, await runCase(one, bench, onSample)));
      } catch (error) {
        bench.signal.throwIfAborted();
        caseResults.push(failedCase(one, error));
      }
      done += 1;
    }
    results.push({ name, title, against, cases: caseResults });
  }
  progress.end();
  return results;
};
