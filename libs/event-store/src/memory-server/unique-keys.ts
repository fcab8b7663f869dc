import { conditionOf } from './condition';
import { docAt, isDoc, keyOf, textAt, type Doc } from './documents';

/** An index as it was asked for; only `unique` has an effect here. */
export type Index = Doc;

export const nameOf = (index: Index): string =>
  textAt(index, 'name') ||
  Object.entries(docAt(index, 'key'))
    .map(([path, order]) => `${path}_${String(order)}`)
    .join('_');

/** What a document takes up in a unique index: a value that no other document may have there. */
export interface UniqueKey {
  readonly index: Index;
  readonly key: string;
}

/** The values that a document takes up in the unique indexes among some. */
export const uniqueKeys = (indexes: readonly Index[], document: Doc): readonly UniqueKey[] =>
  indexes
    .filter((index) => index.unique === true && covers(index, document))
    .flatMap((index) => keysIn(index, document));

const covers = (index: Index, document: Doc): boolean => {
  const paths = Object.keys(docAt(index, 'key'));
  if (index.sparse === true && paths.every((path) => valuesAt(document, path).length === 0)) return false;
  const { partialFilterExpression: filter } = index;
  return !isDoc(filter) || conditionOf(filter).test(document);
};

/** One for each way to take a value at every path: an array has several. */
const keysIn = (index: Index, document: Doc): readonly UniqueKey[] => {
  const paths = Object.keys(docAt(index, 'key'));
  const combined = paths.reduce<readonly string[]>(
    (keys, path) => {
      const values = valuesAt(document, path);
      const here = values.length === 0 ? ['-'] : values.map(keyOf);
      return keys.flatMap((key) => here.map((value) => `${key}\0${value}`));
    },
    [''],
  );
  return [...new Set(combined)].map((key) => ({ index, key }));
};

const valuesAt = (value: unknown, path: string): readonly unknown[] => {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  if (path === '') return value === undefined ? [] : [value];
  if (!isDoc(value)) return [];
  const [member = '', ...rest] = path.split('.');
  return valuesAt(value[member], rest.join('.'));
};
