import type { Fault } from '@event-sourcing/domain-kernel';
import { type Cursor, decodeCursor } from './cursor';
import { DEFAULT_ORDER } from './page-query';

export interface Resumed {
  /** The parameters of the page: those of the cursor, and `cursor` as the position it stands for. */
  readonly query: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
}

/** What may change from page to page. */
const FREE = new Set(['limit', 'cursor']);

/** The parameters that the cursor of the next page fixes. */
export const fixedParameters = (query: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !FREE.has(name)));

/** A first page asked without an order had the default one; naming it later asks for nothing else. */
const madeWith = ({ filters }: Cursor, name: string): string | undefined =>
  filters[name] ?? (name === 'order' ? DEFAULT_ORDER : undefined);

/**
 * Fills in the parameters that a cursor fixes. Given again they must be the same.
 * @param resource the list, as the request is about it
 */
export const resume = (query: Readonly<Record<string, string>>, resource: readonly string[]): Resumed => {
  if (query.cursor === undefined) return { query, faults: [] };
  const cursor = decodeCursor(query.cursor, resource.join('/'));
  if (cursor === undefined)
    return { query, faults: [{ path: 'cursor', message: 'is not a cursor of this list' }] };
  const faults = Object.entries(fixedParameters(query))
    .filter(([name, value]) => madeWith(cursor, name) !== value)
    .map(([name]) => ({ path: name, message: 'is not what the cursor was made with' }));
  return { query: { ...cursor.filters, ...query, cursor: String(cursor.position) }, faults };
};
