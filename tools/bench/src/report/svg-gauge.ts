import type { Measured } from '../harness/result';

const WIDTH = 220;
const HEIGHT = 22;
/** The goal stands in the middle; the ends are so many times as much, and as little. */
const REACH = 8;

/**
 * Where the measured number stands to its goal, which is the line in the middle: on a logarithmic scale, the better
 * side always on the right.
 */
export const svgGauge = ({ goal, of, ratio, values, verdict }: Measured): string => {
  const spread = of === 'ratio' ? ratio : values[0]?.value;
  const bound = goal?.atLeast ?? goal?.atMost;
  if (spread === undefined || bound === undefined) return '';
  const better = goal?.atLeast === undefined ? -1 : 1;
  const x = (value: number): number => {
    const powers = (better * Math.log(Math.max(value, Number.MIN_VALUE) / bound)) / Math.log(REACH);
    return Math.round((0.5 + Math.max(-1, Math.min(1, powers)) / 2) * (WIDTH - 12) + 6);
  };
  const [from, to] = [x(spread.low), x(spread.high)].toSorted((a, b) => a - b);
  const middle = HEIGHT / 2;
  return [
    `<svg class="gauge ${verdict}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">`,
    `<path class="axis" d="M0 ${middle}H${WIDTH}"/><path class="goal" d="M${WIDTH / 2} 2V${HEIGHT - 2}"/>`,
    `<path class="range" d="M${from} ${middle}H${to}"/><circle cx="${x(spread.median)}" cy="${middle}" r="5"/></svg>`,
  ].join('');
};
