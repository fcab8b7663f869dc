import { count } from '@event-sourcing/tools-kit';
import { FIGURES, type Figure, type FigureName } from '../figures';
import { kept } from '../judge';
import type { Measured } from '../scale-run';

/** What is drawn, in which colour and under which name. */
const LINES: readonly (readonly [name: FigureName, label: string, colour: string])[] = [
  ['append', 'append', '#0b6b5d'],
  ['conditional', 'append on a condition', '#2563eb'],
  ['hotDecision', 'hot decision', '#9333ea'],
  ['coldDecision', 'cold decision', '#c026d3'],
  ['coldState', 'cold state', '#ca8a04'],
  ['statement', 'statement page', '#dc2626'],
  ['rebuild', 'rebuild', '#65a30d'],
  ['verify', 'verify', '#0891b2'],
  ['rawMany', 'raw driver', '#6b7280'],
];

const [WIDTH, HEIGHT] = [720, 400];
const PLOT = { left: 60, right: 540, top: 40, bottom: 340 };
const MOST_KEPT = 1.4;
const LABEL_HEIGHT = 16;

interface Line {
  readonly label: string;
  readonly colour: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** The share of its speed that everything keeps as the log grows, the length on a logarithmic scale. */
export const chart = (sizes: readonly Measured[]): string => {
  const lines = linesOf(sizes);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif">
  ${text(PLOT.left, 22, 'speed kept, 1 = that of the shortest log', 13)}
  ${[0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4].map(gridline).join('\n  ')}
  ${sizes.map((size) => text(xOf(sizes, size), PLOT.bottom + 22, count(size.events), 12, 'middle')).join('\n  ')}
  ${text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 44, 'events in the log', 12, 'middle')}
  ${lines.map(lineOf).join('\n  ')}
  ${labelsOf(lines).join('\n  ')}
</svg>
`;
};

const linesOf = (sizes: readonly Measured[]): readonly Line[] => {
  const [shortest] = sizes;
  if (shortest === undefined) return [];
  return LINES.flatMap(([name, label, colour]) => {
    const figure: Figure | undefined = FIGURES.find((one) => one.name === name);
    const points = sizes.flatMap((size): (readonly [number, number])[] => {
      const share = figure && kept(figure, shortest, size);
      return share === undefined ? [] : [[xOf(sizes, size), yOf(share)]];
    });
    return points.length === 0 ? [] : [{ label, colour, points }];
  });
};

const xOf = (sizes: readonly Measured[], { events }: Measured): number => {
  const [first, last] = [Math.log(sizes.at(0)?.events ?? 1), Math.log(sizes.at(-1)?.events ?? 1)];
  const share = last === first ? 0 : (Math.log(events) - first) / (last - first);
  return Math.round(PLOT.left + share * (PLOT.right - PLOT.left));
};

const yOf = (share: number): number =>
  Math.round(PLOT.bottom - (Math.min(share, MOST_KEPT) / MOST_KEPT) * (PLOT.bottom - PLOT.top));

const gridline = (share: number): string =>
  `<line x1="${PLOT.left}" y1="${yOf(share)}" x2="${PLOT.right}" y2="${yOf(share)}" stroke="var(--line, #6b7280)" ` +
  `stroke-opacity="${share === 1 ? 0.9 : 0.25}"/>${text(PLOT.left - 8, yOf(share) + 4, String(share), 12, 'end')}`;

const lineOf = ({ colour, points }: Line): string =>
  `<polyline points="${points.map((point) => point.join(',')).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>` +
  points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`).join('');

/** Beside the ends of their lines, in the same order, and none over another. */
const labelsOf = (lines: readonly Line[]): readonly string[] => {
  let free = PLOT.top;
  return lines
    .map((line) => ({ ...line, end: line.points.at(-1)?.[1] ?? PLOT.bottom }))
    .toSorted((one, other) => one.end - other.end)
    .map(({ label, colour, end }) => {
      const y = Math.max(free, end + 4);
      free = y + LABEL_HEIGHT;
      return text(PLOT.right + 12, y, label, 12, 'start', colour);
    });
};

const text = (
  x: number,
  y: number,
  words: string,
  size: number,
  anchor = 'start',
  fill = 'var(--text, #6b7280)',
): string =>
  `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}" fill="${fill}">${words}</text>`;
