import type { z } from 'zod';

/** What the services count as the length of a text. */
export const codePoints = (text: string): number => Array.from(text).length;

const LONGEST_SHOWN = 40;

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
};

const atPath = (value: unknown, path: readonly PropertyKey[]): unknown => {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return atPath(new Map<PropertyKey, unknown>(Object.entries(value)).get(name), rest);
};

/** Every fault of a row in a line: `amount "12,5" is not a decimal`. */
export const rowFaults = (error: z.ZodError, row: unknown): string =>
  error.issues
    .map(({ path, message }) =>
      path.length === 0 ? message : `${path.join('.')} ${shown(atPath(row, path))} ${message}`,
    )
    .join('; ');
