import { parseEntityTags } from './entity-tag';

/** The versions that the caller decides on; `'*'`: any, as long as there is one. */
export type IfMatch = '*' | readonly number[];

const VERSION = /^(0|[1-9]\d{0,15})$/;

/**
 * Reads `If-Match`. Only strong tags of our own form can match; others are read and never match.
 * @returns `undefined` when the header is malformed
 */
export const parseIfMatch = (header: string): IfMatch | undefined => {
  const tags = parseEntityTags(header);
  if (tags === undefined || tags === '*') return tags;
  return tags.filter(({ weak, value }) => !weak && VERSION.test(value)).map(({ value }) => Number(value));
};

/** Whether a decision may be made on this version of the entity. Absent: on any. */
export const ifMatchAllows = (ifMatch: IfMatch | undefined, version: number): boolean =>
  ifMatch === undefined || ifMatch === '*' || ifMatch.includes(version);

/** Whether the present version is one that the caller has already; weak comparison, as RFC 9110 asks. */
export const ifNoneMatchHits = (header: string, etag: string): boolean => {
  const tags = parseEntityTags(header);
  return tags === '*' || (tags?.some(({ value }) => `"${value}"` === etag) ?? false);
};
