import Table from 'cli-table3';
import type { Measured, RowResult } from '../harness/result';
import { goalText, judgedText, valuesText } from './numbers';

const HEADER = ['what', 'against', 'goal', 'measured (quartiles)', 'contestants'];
const MARKS = { met: '✓ ', missed: '✗ ', shown: '' } as const;

/** Everything that was measured, as a table for a console. */
export const consoleTable = (rows: readonly RowResult[]): string => {
  const style = { head: [], border: [] };
  const table = new Table({ head: HEADER, style, wordWrap: true, colWidths: [44, 24, 14, 24, 42] });
  table.push(...rows.flatMap(linesOf).map((line) => line.map((cell) => cell.replaceAll('`', ''))));
  return table.toString();
};

/** The goals beside what was measured, as a Markdown table. */
export const goalsTable = (rows: readonly RowResult[]): string => {
  const lines = rows.flatMap(linesOf).filter(([, , goal]) => goal !== '');
  return [HEADER, HEADER.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};

const linesOf = ({ title, against, cases }: RowResult): string[][] =>
  cases.flatMap(({ title: which, measures, error }) => {
    const what = cases.length > 1 ? `${title} · ${which}` : title;
    if (error !== undefined) return [[what, against, 'no numbers', `✗ failed: ${error}`, '']];
    return shownOf(measures).map((measure) => [
      measure.metric === 'rate' ? what : `${what} · ${measure.title}`,
      against,
      goalText(measure, measure.goal),
      `${MARKS[measure.verdict]}${judgedText(measure)}`,
      valuesText(measure),
    ]);
  });

/** Where there are goals, they are enough; the JSON holds the rest. */
const shownOf = (measures: readonly Measured[]): readonly Measured[] => {
  const goals = measures.filter(({ goal }) => goal !== undefined);
  return goals.length > 0 ? goals : measures;
};
