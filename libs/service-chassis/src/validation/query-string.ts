import { parse } from 'node:querystring';
import type { Fault } from '@event-sourcing/domain-kernel';
import { faultPath } from './fault-path';

/**
 * Splits a query by RFC 3986: a plus is a plus, as in the zone of a time. Only HTML forms mean a space by it,
 * and no parameter of ours may hold one.
 */
export const parseQueryString = (text: string): Record<string, unknown> =>
  parse(text.replaceAll('+', '%2B'), '&', '=', { maxKeys: 0 });

export interface SingleParameters {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
}

const areSingle = (query: object): query is Readonly<Record<string, string>> =>
  Object.values(query).every((value) => typeof value === 'string');

/** The parameters that were given once; given more than once is a fault. */
export const singleParameters = (query: unknown): SingleParameters => {
  if (typeof query !== 'object' || query === null) return { values: {}, faults: [] };
  if (areSingle(query)) return { values: query, faults: [] };
  const values = new Map<string, string>();
  const faults: Fault[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string') values.set(name, value);
    else faults.push({ path: faultPath([name]), message: 'must be given once only' });
  }
  return { values: Object.fromEntries(values), faults };
};
