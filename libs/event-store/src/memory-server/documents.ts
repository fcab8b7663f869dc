import { BSON } from 'mongodb';

/** A document as it came over the wire. */
export type Doc = Readonly<Record<string, unknown>>;

export const isDoc = (value: unknown): value is Doc =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !('_bsontype' in value);

/** A member that must be a document; empty when it is absent. */
export const docAt = (doc: Doc, member: string): Doc => {
  const value = doc[member];
  return isDoc(value) ? value : {};
};

/** A member that must be a list of documents; empty when it is absent. */
export const docsAt = (doc: Doc, member: string): readonly Doc[] => {
  const value = doc[member];
  return Array.isArray(value) ? value.filter(isDoc) : [];
};

export const textAt = (doc: Doc, member: string): string => {
  const value = doc[member];
  return typeof value === 'string' ? value : '';
};

export const numberAt = (doc: Doc, member: string): number => Number(doc[member] ?? 0);

/** A value as text that is the same for equal values, and for them alone. */
export const keyOf = (value: unknown): string =>
  typeof value === 'string' ? `s${value}` : BSON.EJSON.stringify({ value }, { relaxed: true });

/** A copy that may be changed. */
export const copyOf = (doc: Doc): Record<string, unknown> => BSON.deserialize(BSON.serialize(doc));
