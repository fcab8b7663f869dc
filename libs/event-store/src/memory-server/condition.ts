import { Query } from 'mingo';
import { docsAt, isDoc, type Doc } from './documents';

/** A filter that tells whether a document matches. */
export const conditionOf = (filter: Doc): Query<Doc> => new Query<Doc>(spelledOut(filter));

/**
 * `$in`, `$nin` and `$all` in terms of equality, all the way down. mingo (7.2) does not look with them into arrays that
 * lie in documents of an array, the tags of a commit's events for example; with equality it does.
 */
const spelledOut = (filter: Doc): Doc => ({
  $and: [{}, ...Object.entries(filter).flatMap(([path, asked]) => clauses(path, asked, filter))],
});

const LOGICAL: readonly string[] = ['$and', '$or', '$nor'];

const clauses = (path: string, asked: unknown, filter: Doc): readonly Doc[] => {
  if (LOGICAL.includes(path)) return [{ [path]: docsAt(filter, path).map(spelledOut) }];
  if (path.startsWith('$') || !path.includes('.') || !isDoc(asked)) return [{ [path]: asked }];
  return Object.entries(asked).flatMap(([operator, value]) => clausesOn(path, operator, value, asked));
};

const clausesOn = (path: string, operator: string, value: unknown, asked: Doc): readonly Doc[] => {
  if (!operator.startsWith('$')) return [{ [path]: asked }];
  const equals = Array.isArray(value) ? value.map((one: unknown) => ({ [path]: one })) : [];
  if (equals.length > 0 && operator === '$in') return [{ $or: equals }];
  if (equals.length > 0 && operator === '$nin') return [{ $nor: equals }];
  if (equals.length > 0 && operator === '$all') return [{ $and: equals }];
  if (operator === '$options') return [];
  return [
    { [path]: { [operator]: value, ...(operator === '$regex' && { $options: asked.$options ?? '' }) } },
  ];
};
