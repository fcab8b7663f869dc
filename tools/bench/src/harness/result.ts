import type { Bench } from './bench';
import type { Case, Goal, Measure, Row } from './row';
import { runCase, type Run } from './run-case';
import { ratiosOf, spreadOf, type Spread } from './statistics';

/** `shown`: there is no goal. */
export type Verdict = 'met' | 'missed' | 'shown';

/** A measure of a case, with what was measured. */
export interface Measured extends Measure {
  readonly values: readonly { readonly contestant: string; readonly value: Spread }[];
  /** First contestant to second; only where they are compared. */
  readonly ratio?: Spread;
  readonly verdict: Verdict;
}

export interface CaseResult extends Pick<Case, 'title'> {
  readonly runs: readonly Run[];
  readonly measures: readonly Measured[];
  /** Why there is nothing to be shown. */
  readonly error?: string;
}

/** What came of a row. */
export interface RowResult extends Pick<Row, 'name' | 'title' | 'against'> {
  readonly cases: readonly CaseResult[];
}

/**
 * Runs a row, one case after another. A case that fails is shown as such, and does not keep the others from being run.
 * @param onCase told when a case begins
 */
export const runRow = async (
  { name, title, against, cases }: Row,
  bench: Bench,
  onCase: (title: string) => void,
): Promise<RowResult> => {
  const results: CaseResult[] = [];
  for (const one of cases) {
    onCase(cases.length > 1 ? `${title}: ${one.title}` : title);
    try {
      results.push(caseResult(one, await runCase(one, bench)));
    } catch (failure) {
      bench.signal.throwIfAborted();
      const error = failure instanceof Error ? failure.message : String(failure);
      results.push({ title: one.title, runs: [], measures: [], error });
    }
  }
  return { name, title, against, cases: results };
};

/** What came of a case. */
export const caseResult = ({ title, measures }: Case, runs: readonly Run[]): CaseResult => ({
  title,
  runs,
  measures: measures.map((measure) => measuredIn(runs, measure)),
});

const measuredIn = (runs: readonly Run[], measure: Measure): Measured => {
  const numbers = runs.map(({ samples }) => samples.flatMap((sample) => sample[measure.metric] ?? []));
  const values = runs.flatMap(({ name }, index) => {
    const own = numbers[index] ?? [];
    return own.length === 0 ? [] : [{ contestant: name, value: spreadOf(own) }];
  });
  const ratios = measure.of === 'ratio' ? ratiosOf(numbers[0] ?? [], numbers[1] ?? []) : [];
  const ratio = ratios.length > 0 ? spreadOf(ratios) : undefined;
  const judged = measure.of === 'ratio' ? ratio : values[0]?.value;
  return { ...measure, values, ...(ratio && { ratio }), verdict: verdictOf(measure.goal, judged) };
};

const verdictOf = (goal: Goal | undefined, spread: Spread | undefined): Verdict => {
  if (goal === undefined || spread === undefined) return 'shown';
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY, orWithinSpread } = goal;
  const [least, most] = orWithinSpread ? [spread.high, spread.low] : [spread.median, spread.median];
  return least >= atLeast && most <= atMost ? 'met' : 'missed';
};
