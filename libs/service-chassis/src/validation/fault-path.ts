import { excerpt } from '../request';

/** Longer than any name of ours; each name is cut by itself, so that a long one is never copied for every fault in it. */
const NAME_LENGTH = 64;

/** The place of a fault, `detail.note`, of the names that lead to it. */
export const faultPath = (names: readonly string[]): string =>
  names.map((name) => excerpt(name, NAME_LENGTH)).join('.');
