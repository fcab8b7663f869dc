import type { JsonValue } from '@event-sourcing/event-store';
import { z } from 'zod';

/** A state as JSON, whatever it is made of: to be looked at, not to be read back. */
export const plain = (state: unknown): JsonValue => {
  // In a list, since JSON has no word for what is undefined.
  const shown: unknown = JSON.parse(JSON.stringify([state], shownOf));
  return z.tuple([z.json()]).parse(shown)[0];
};

const shownOf = (_: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Map) return Object.fromEntries(value);
  return value instanceof Set ? [...value] : value;
};
