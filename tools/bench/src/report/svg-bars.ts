import type { Measured } from '../harness/result';
import { escape } from './html';
import { short } from './numbers';

const LABEL = 190;
const WIDTH = 620;
const VALUE = 120;
const LINE = 26;

/** One bar for each contestant, with the quartiles as a whisker; the first is the one that is measured. */
export const svgBars = ({ values, unit }: Measured): string => {
  const longest = Math.max(...values.map(({ value }) => value.high), Number.MIN_VALUE);
  const x = (value: number): string => (LABEL + (value / longest) * (WIDTH - LABEL - VALUE)).toFixed(1);
  const bars = values.map(({ contestant, value: { median, low, high } }, index) => {
    const y = index * LINE;
    const middle = y + LINE / 2;
    return [
      `<text x="${LABEL - 8}" y="${middle + 4}" text-anchor="end">${escape(contestant)}</text>`,
      `<rect class="${index === 0 ? 'own' : 'other'}" x="${LABEL}" y="${y + 5}" width="${(Number(x(median)) - LABEL).toFixed(1)}" height="${LINE - 10}" rx="2"/>`,
      `<path class="whisker" d="M${x(low)} ${middle}H${x(high)}M${x(low)} ${middle - 4}v8M${x(high)} ${middle - 4}v8"/>`,
      `<text class="number" x="${Number(x(high)) + 8}" y="${middle + 4}">${short(median)} ${escape(unit)}</text>`,
    ].join('');
  });
  const height = values.length * LINE;
  return `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">${bars.join('')}</svg>`;
};
