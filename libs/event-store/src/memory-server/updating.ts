import { BSON } from 'mongodb';
import { Aggregator, update as modify } from 'mingo';
import { copyOf, docAt, docsAt, isDoc, type Doc } from './documents';

const isModifier = (update: Doc): boolean => Object.keys(update).some((member) => member.startsWith('$'));

/** What becomes of a document by a replacement, by operators, or by a pipeline. */
export const updated = (document: Doc, update: unknown, statement: Doc): Doc => {
  if (Array.isArray(update)) {
    const [after] = new Aggregator(update.filter(isDoc)).run<Doc>([copyOf(document)]);
    return after ?? document;
  }
  if (!isDoc(update)) return document;
  if (!isModifier(update)) return { _id: document._id, ...update };
  const after = copyOf(document);
  const filters = docsAt(statement, 'arrayFilters');
  modify(after, withoutInsertions(update), filters.length > 0 ? [...filters] : undefined);
  return after;
};

const withoutInsertions = (update: Doc): Doc =>
  Object.fromEntries(Object.entries(update).filter(([operator]) => operator !== '$setOnInsert'));

/** What an upsert inserts where nothing matches. */
export const upserted = (filter: Doc, update: unknown, statement: Doc): Doc => {
  const first = { ...equalities(filter), ...(isDoc(update) ? docAt(update, '$setOnInsert') : {}) };
  const { _id, ...rest } = updated({ _id: first._id ?? new BSON.ObjectId(), ...first }, update, statement);
  return { _id, ...rest };
};

/** The members that a filter demands to be equal to something. */
const equalities = (filter: Doc): Doc =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([path, value]): [string, unknown][] => {
      if (path.startsWith('$') || path.includes('.')) return [];
      if (!isDoc(value)) return [[path, value]];
      if ('$eq' in value) return [[path, value.$eq]];
      return isModifier(value) ? [] : [[path, value]];
    }),
  );
