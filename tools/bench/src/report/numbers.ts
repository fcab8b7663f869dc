import type { Measured } from '../harness/result';
import type { Goal, Measure } from '../harness/row';
import type { Spread } from '../harness/statistics';

/** A number as people read it: three digits that count. */
export const short = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString('en');
  if (size >= 10) return value.toFixed(1);
  return value.toFixed(2);
};

/** The middle, and the quartiles around it. */
const spreadText = ({ median, low, high }: Spread, unit = ''): string =>
  `${short(median)}${unit} (${short(low)}–${short(high)})`;

/** `≥ 0.95×`. */
export const goalText = ({ of, unit }: Pick<Measure, 'of' | 'unit'>, goal: Goal | undefined): string => {
  if (goal === undefined) return '';
  const suffix = of === 'ratio' ? '×' : ` ${unit}`.trimEnd();
  const bounds = [
    ...(goal.atLeast === undefined ? [] : [`≥ ${goal.atLeast}${suffix}`]),
    ...(goal.atMost === undefined ? [] : [`≤ ${goal.atMost}${suffix}`]),
  ];
  return `${bounds.join(', ')}${goal.orWithinSpread ? ', or within the spread' : ''}`;
};

/** What is held against the goal: the ratio, or the number itself. */
export const judgedText = ({ of, ratio, values, unit }: Measured): string => {
  const spread = of === 'ratio' ? ratio : values[0]?.value;
  if (spread === undefined) return '–';
  return spreadText(spread, of === 'ratio' ? '×' : unit === '' ? '' : ` ${unit}`);
};

/** Each contestant's number. */
export const valuesText = ({ values, unit }: Measured): string =>
  values.map(({ contestant, value }) => `${contestant} ${short(value.median)} ${unit}`.trim()).join(' · ');
