import Table from 'cli-table3';
import type { CaseResult, Measured, RowResult } from '../harness/result';
import { goalText, judgedText, valuesText } from './numbers';

const MARKS = { met: '✓', missed: '✗', shown: '' } as const;

/** Everything that was measured, as a table for a console. */
export const consoleTable = (rows: readonly RowResult[]): string => {
  const table = new Table({
    head: ['what', 'measured (quartiles)', 'goal', '', 'contestants'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [44, 24, 14, 3, 62],
  });
  for (const row of rows) {
    table.push([{ colSpan: 5, content: `${row.title}, against ${row.against}`.replaceAll('`', '') }]);
    for (const one of row.cases) table.push(...linesOf(one));
  }
  return table.toString();
};

const linesOf = ({ title, measures, error }: CaseResult): string[][] =>
  error === undefined
    ? forTheConsole(measures).map((measure) => lineOf(title, measure))
    : [[`  ${title}`, 'failed', '', '✗', error]];

const lineOf = (title: string, measure: Measured): string[] => [
  `  ${title}, ${measure.title}`.replaceAll('`', ''),
  judgedText(measure),
  goalText(measure, measure.goal),
  MARKS[measure.verdict],
  valuesText(measure),
];

/** Where there are goals, they are enough; the JSON holds the rest. */
const forTheConsole = (measures: readonly Measured[]): readonly Measured[] => {
  const goals = measures.filter(({ goal }) => goal !== undefined);
  return goals.length > 0 ? goals : measures;
};
