import type { Figure } from './figures';
import type { Measured } from './scale-run';

/** How a number at the full length stands to that at a shorter one. */
export interface Judged {
  /** Full to shorter. */
  readonly ratio: number;
  /** The same, held against what the raw driver keeps of its own speed. */
  readonly besideRaw?: number;
  /** `shown`: there is no goal. */
  readonly verdict: 'met' | 'missed' | 'shown';
}

/**
 * How the longest of some lengths stands to the shortest; what has to be linear, to the one before: in a short log more
 * events of a batch share a document.
 * @returns `undefined` where the number is not there at both lengths
 */
export const judge = (figure: Figure, sizes: readonly Measured[]): Judged | undefined => {
  const isLinear = figure.goal !== undefined && 'linear' in figure.goal;
  const [shortest, full] = [sizes.at(isLinear ? -2 : 0), sizes.at(-1)];
  if (shortest === undefined || full === undefined || sizes.length < 2) return undefined;
  const ratio = ratioOf(figure.name, shortest, full);
  if (ratio === undefined) return undefined;
  const { goal } = figure;
  if (goal === undefined) return { ratio, verdict: 'shown' };
  if ('growsTo' in goal) return { ratio, verdict: ratio <= goal.growsTo ? 'met' : 'missed' };
  if ('linear' in goal) return { ratio, verdict: ratio >= goal.linear ? 'met' : 'missed' };
  const raw = ratioOf('rawMany', shortest, full);
  const besideRaw = raw === undefined ? ratio : ratio / raw;
  return { ratio, besideRaw, verdict: Math.max(ratio, besideRaw) >= goal.keeps ? 'met' : 'missed' };
};

/** The share of its speed that a figure keeps: less than 1 when it is slower, or larger, than at the shortest length. */
export const kept = (figure: Figure, shortest: Measured, other: Measured): number | undefined => {
  const ratio = ratioOf(figure.name, shortest, other);
  return ratio === undefined || figure.better === 'more' ? ratio : 1 / ratio;
};

const ratioOf = (name: string, shortest: Measured, other: Measured): number | undefined => {
  const [before, after] = [figureOf(shortest, name), figureOf(other, name)];
  return before === undefined || after === undefined || before === 0 ? undefined : after / before;
};

/** @returns `undefined` where it was not measured */
export const figureOf = ({ figures }: Measured, name: string): number | undefined =>
  Object.entries(figures).find(([key]) => key === name)?.[1];
