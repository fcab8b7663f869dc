import type { EventData } from './event';

/**
 * One item of a query: an event matches when its type is any of `types` and it has all of `tags`.
 * A member that is absent or empty asks for nothing.
 */
export interface QueryItem {
  readonly types?: readonly string[];
  readonly tags?: readonly string[];
}

/**
 * Which events are meant: those that match any item. A query without items matches every event.
 * @see https://dcb.events/specification/ the Dynamic Consistency Boundary specification
 */
export interface Query {
  readonly items: readonly QueryItem[];
}

/** Matches every event. */
export const EVERYTHING: Query = { items: [] };

type Matchable = Pick<EventData, 'type' | 'tags'>;

const matchesItem = ({ types = [], tags = [] }: QueryItem, event: Matchable): boolean =>
  (types.length === 0 || types.includes(event.type)) && tags.every((tag) => event.tags.includes(tag));

/** Whether a single event matches a query. */
export const matches = (query: Query, event: Matchable): boolean =>
  query.items.length === 0 || query.items.some((item) => matchesItem(item, event));

/** The query that matches what any of the given ones matches. */
export const anyOf = (queries: readonly Query[]): Query =>
  queries.some(({ items }) => items.length === 0)
    ? EVERYTHING
    : { items: queries.flatMap(({ items }) => items) };
