import { short } from '@event-sourcing/bench';
import { count, textTable } from '@event-sourcing/tools-kit';
import { FIGURES, type Figure, type Goal } from '../figures';
import { figureOf, judge, type Judged } from '../judge';
import type { Measured } from '../scale-run';

const MARKS = { met: '✓ ', missed: '✗ ', shown: '' } as const;

/** All numbers for a console. */
export const consoleTable = (sizes: readonly Measured[]): string => {
  const [head = [], ...rows] = cellsOf(sizes).map((cells) => cells.map((cell) => cell.replaceAll('`', '')));
  return textTable(
    head,
    rows,
    sizes.map((_, index) => index + 1),
  );
};

/** All numbers as a Markdown table. */
export const markdownTable = (sizes: readonly Measured[]): string => {
  const [head = [], ...rows] = cellsOf(sizes);
  const rule = head.map((_, column) => (column > 0 && column <= sizes.length ? '--:' : '---'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};

const cellsOf = (sizes: readonly Measured[]): readonly (readonly string[])[] => {
  if (sizes.length === 0) return [];
  const head = ['what', ...sizes.map(({ events }) => `${count(events)} events`), 'full to shortest', 'goal'];
  const rows = FIGURES.map((figure: Figure) => [
    figure.title,
    ...sizes.map((size) => valueText(figure, size)),
    judgedText(judge(figure, sizes)),
    goalText(figure.goal),
  ]);
  const grown = [
    'events in the log, with those that it was measured by',
    ...sizes.map(({ storeHead }) => count(storeHead)),
  ];
  return [head, ...rows, [...grown, '', '']];
};

const valueText = ({ name, unit }: Figure, size: Measured): string => {
  const value = figureOf(size, name);
  return value === undefined ? '–' : `${short(value)} ${unit}`.replace(' /s', '/s');
};

const judgedText = (judged: Judged | undefined): string => {
  if (judged === undefined) return '–';
  const { ratio, besideRaw, verdict } = judged;
  const beside = besideRaw === undefined ? '' : `; beside the raw driver ${short(besideRaw)}×`;
  return `${MARKS[verdict]}${short(ratio)}×${beside}`;
};

const goalText = (goal: Goal | undefined): string => {
  if (goal === undefined) return '';
  if ('growsTo' in goal) return `≤ ${goal.growsTo}×`;
  return 'linear' in goal
    ? `linear: ≥ ${goal.linear}× of the length before`
    : `≥ ${goal.keeps}×, or beside the raw driver`;
};
