import { Aggregator, ProcessingMode, Query } from 'mingo';
import { conditionOf } from './condition';
import type { Data } from './data';
import { isDoc, keyOf, numberAt, type Doc } from './documents';
import type { Transaction } from './transaction';

/** A document with its key. */
export type Keyed = readonly [id: string, document: Doc];

/** Which documents, in which order, and what of them. */
export interface Asked {
  readonly filter: Doc;
  readonly sort?: Doc;
  readonly skip?: number;
  /** 0: all. */
  readonly limit?: number;
}

/** The documents that match, as a statement sees them. */
export const matching = (
  data: Data,
  name: string,
  { filter, sort = {}, skip = 0, limit = 0 }: Asked,
  transaction?: Transaction,
): readonly Keyed[] => {
  const query = conditionOf(filter);
  const isOrdered = Object.keys(sort).length > 0;
  const enough = isOrdered || limit === 0 ? Number.POSITIVE_INFINITY : skip + limit;
  const found: Keyed[] = [];
  for (const one of candidates(data, name, filter, transaction)) {
    if (query.test(one[1])) found.push(one);
    if (found.length >= enough) break;
  }
  const ordered = isOrdered ? sorted(found, sort) : found;
  return ordered.slice(skip, limit === 0 ? undefined : skip + limit);
};

/** By their keys where the filter names them, else all. */
const candidates = (data: Data, name: string, filter: Doc, transaction?: Transaction): Iterable<Keyed> => {
  const ids = idsIn(filter._id);
  if (!ids) return data.seen(name, transaction);
  return ids.flatMap((value): readonly Keyed[] => {
    const id = keyOf(value);
    const document = data.find(name, id, transaction);
    return document ? [[id, document]] : [];
  });
};

const idsIn = (asked: unknown): readonly unknown[] | undefined => {
  if (typeof asked === 'string' || typeof asked === 'number') return [asked];
  if (!isDoc(asked) || !Array.isArray(asked.$in) || Object.keys(asked).length > 1) return undefined;
  return [...new Set<unknown>(asked.$in)];
};

const sorted = (found: readonly Keyed[], sort: Doc): readonly Keyed[] => {
  const ids = new Map(found.map(([id, document]) => [document, id]));
  const order = Object.fromEntries(
    Object.keys(sort).map((path) => [path, numberAt(sort, path) < 0 ? -1 : 1] as const),
  );
  return new Query({})
    .find<Doc>(found.map(([, document]) => document))
    .sort(order)
    .all()
    .map((document): Keyed => [ids.get(document) ?? '', document]);
};

/** What a projection leaves of documents. */
export const projected = (documents: readonly Doc[], projection: Doc): readonly Doc[] =>
  Object.keys(projection).length === 0
    ? documents
    : new Aggregator([{ $project: projection }], { processingMode: ProcessingMode.CLONE_INPUT }).run<Doc>([
        ...documents,
      ]);

/** What a pipeline makes of documents. */
export const aggregated = (
  documents: Iterable<Doc>,
  pipeline: readonly Doc[],
  resolve: (name: string) => Doc[],
): readonly Doc[] =>
  new Aggregator([...pipeline], {
    processingMode: ProcessingMode.CLONE_INPUT,
    collectionResolver: resolve,
  }).run<Doc>([...documents]);
