import type { CaseResult, Measured } from '../harness/result';
import type { Case, Measure, Row } from '../harness/row';
import { wasQuiet, type BenchResult } from './bench-result';
import { goalText, judgedText, valuesText } from './numbers';

const HEADER = ['what', 'against', 'goal', 'measured (quartiles)', 'contestants'];
const UNMEASURED = 'not yet measured on a quiet machine';

/** The goals beside what a full run on a quiet machine measured, as a Markdown table. */
export const goalsTable = (rows: readonly Row[], result: BenchResult | undefined): string => {
  const reliable = reliableOf(result);
  const lines = rows.flatMap((row) =>
    row.cases.flatMap((one) => {
      const found = reliable?.rows
        .find(({ name }) => name === row.name)
        ?.cases.find(({ name }) => name === one.name);
      return one.measures.flatMap((measure, index) =>
        measure.goal === undefined ? [] : [lineOf(row, one, measure, found, index)],
      );
    }),
  );
  return [HEADER, HEADER.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};

/** Short runs, and runs beside other work, say nothing about goals. */
const reliableOf = (result: BenchResult | undefined): BenchResult | undefined =>
  result?.sizes === 'full' && wasQuiet(result) ? result : undefined;

const lineOf = (
  row: Row,
  one: Case,
  measure: Measure,
  found: CaseResult | undefined,
  index: number,
): readonly string[] => [
  [
    row.title,
    ...(row.cases.length > 1 ? [one.title] : []),
    ...(measure.metric === 'rate' ? [] : [measure.title]),
  ].join(' · '),
  row.against,
  goalText(measure, measure.goal),
  ...(found === undefined ? [UNMEASURED, ''] : measured(found, found.measures[index])),
];

const measured = ({ error }: CaseResult, measure: Measured | undefined): readonly string[] =>
  measure === undefined
    ? [`failed: ${error ?? 'no numbers'}`, '']
    : [`${measure.verdict === 'met' ? '✓' : '✗'} ${judgedText(measure)}`, valuesText(measure)];

/** When and where it was measured. */
export const measuredOn = (result: BenchResult | undefined): string => {
  const reliable = reliableOf(result);
  if (reliable === undefined) {
    return 'No full run on a quiet machine has been recorded here yet.';
  }
  const { machine, engine, startedAt } = reliable;
  const { cores, processor, memoryGb, node } = machine;
  return `Measured ${startedAt.slice(0, 10)} on ${cores} × ${processor}, ${memoryGb} GB, Node ${node}, engine ${engine}.`;
};
