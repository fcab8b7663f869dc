import type { Generation } from './generation';

/** The first of a version has no number of its own: so the first release called them. */
const numbered = (prefix: string, { number }: Generation): string =>
  number === 1 ? '' : `${prefix}${number}`;

/** What a generation of a projection is called among the subscriptions. */
export const subscriptionName = (projection: string, generation: Generation): string =>
  `${projection}@${generation.version}${numbered('.', generation)}`;

/** The collection of a read model; each generation has its own, so that one serves while another one is filled. */
export const collectionName = (projection: string, model: string, generation: Generation): string =>
  `${projection}.${model}.v${generation.version}${numbered('.g', generation)}`;

/** Recognises the collections of a generation, whatever its models are called. */
export const isCollectionOf = (projection: string, generation: Generation, collection: string): boolean =>
  collection.startsWith(`${projection}.`) &&
  collection.endsWith(collectionName('', '', generation).slice(1)) &&
  collection.length > collectionName(projection, '', generation).length;

/** The version whose first generation a subscription belongs to, if it is one of a projection's. */
export const versionOf = (projection: string, subscription: string): number | undefined => {
  const version = subscription.startsWith(`${projection}@`) ? subscription.slice(projection.length + 1) : '';
  return /^[1-9]\d*$/.test(version) ? Number(version) : undefined;
};
