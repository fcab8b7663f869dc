import { Decimal128 } from 'mongodb';
import { checkedAmount, type CodecTree } from '../../codecs';

/**
 * A filter in the values that are stored: a decimal that is text in a state is a decimal in its document. What stands in
 * `$expr` names members otherwise, and stays as it is.
 */
export const storedFilter = (filter: unknown, tree: CodecTree | undefined): unknown => {
  if (Array.isArray(filter)) return filter.map((item: unknown) => storedFilter(item, tree));
  if (typeof filter === 'string' && tree?.codec === 'decimal128') return decimalOf(filter);
  if (!isPlain(filter)) return filter;
  const members = Object.entries(filter).map(([name, value]: [string, unknown]) => [
    name,
    name === '$expr' ? value : storedFilter(value, name.startsWith('$') ? tree : at(tree, name)),
  ]);
  return Object.fromEntries(members);
};

/** The items of a list are what the list is, also by their number. */
const at = (tree: CodecTree | undefined, path: string): CodecTree | undefined =>
  path.split('.').reduce((node, name) => node?.member(name) ?? (/^\d+$/.test(name) ? node : undefined), tree);

const decimalOf = (text: string): unknown => {
  const checked = checkedAmount('decimal128', text);
  return 'amount' in checked ? Decimal128.fromString(text) : text;
};

/** Whether it is an object of members, and not of a type of its own. */
export const isPlain = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null);
