import { z } from 'zod';
import { codePoints, rowFaults } from './row-faults';
import type { Parsed } from './parsed';
import { textLines } from './text-lines';

/** One message to a user. */
export interface MessageRow {
  /** 1-based line of the file. */
  readonly line: number;
  readonly userId: string;
  /** 1 for the user's first row. */
  readonly nth: number;
  readonly text: string;
  readonly from?: string;
}

/** 10,000 characters, each written as two escapes, and room for the rest. */
const MAX_LINE_BYTES = 131_072;

const wellFormed = (text: string): boolean => text.isWellFormed();

const rowSchema = z.strictObject({
  userId: z
    .string('is not a string')
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'is not 1 to 64 of A–Z a–z 0–9 . _ -'),
  text: z
    .string('is not a string')
    .refine((text) => codePoints(text) >= 1 && codePoints(text) <= 10_000, 'has not 1 to 10,000 characters')
    .refine(wellFormed, 'has a lone surrogate'),
  from: z
    .string('is not a string')
    .refine((text) => codePoints(text) >= 1 && codePoints(text) <= 200, 'has not 1 to 200 characters')
    .refine((text) => !/\p{Cc}/u.test(text), 'has control characters')
    .refine(wellFormed, 'has a lone surrogate')
    .optional(),
});

const parseLine = (line: number, text: string): Parsed<Omit<MessageRow, 'nth'>> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, fault: 'is not JSON' };
  }
  const { data, error } = rowSchema.safeParse(value);
  if (data === undefined) return { line, fault: rowFaults(error, value) };
  const { from, ...rest } = data;
  return { line, row: { line, ...rest, ...(from !== undefined && { from }) } };
};

/** Reads messages line by line: NDJSON of `{ userId, text, from? }`. Faulty lines are told, not thrown. */
export async function* messageRows(path: string): AsyncGenerator<Parsed<MessageRow>> {
  const rowsOf = new Map<string, number>();
  for await (const found of textLines(path, MAX_LINE_BYTES)) {
    if ('fault' in found) {
      yield found;
      continue;
    }
    if (found.text.trim() === '') continue;
    const parsed = parseLine(found.line, found.text);
    if ('fault' in parsed) yield parsed;
    else {
      const nth = (rowsOf.get(parsed.row.userId) ?? 0) + 1;
      rowsOf.set(parsed.row.userId, nth);
      yield { line: found.line, row: { ...parsed.row, nth } };
    }
  }
}
