import { z } from 'zod';
import { readRows, type Parsed, type Place } from './read-rows';
import { codePoints } from './row-faults';

/** 10,000 characters, each written as two escapes, and room for the rest. */
const MAX_LINE_BYTES = 131_072;

const text = (longest: number, inWords: string) =>
  z
    .string('is not a string')
    .refine((given) => codePoints(given) >= 1 && codePoints(given) <= longest, `has not 1 to ${inWords}`)
    .refine((given) => given.isWellFormed(), 'has a lone surrogate');

/** One message to a user. */
const schema = z.strictObject({
  userId: z
    .string('is not a string')
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'is not 1 to 64 of A–Z a–z 0–9 . _ -'),
  text: text(10_000, '10,000 characters'),
  from: text(200, '200 characters')
    .refine((given) => !/\p{Cc}/u.test(given), 'has control characters')
    .exactOptional(),
});

export type MessageRow = Readonly<z.infer<typeof schema>> & Place;

/** To csv-parse each line is a record of one field: nothing quotes, and NUL, which no JSON holds, delimits. */
const LINES = {
  ...{ columns: ['line'], delimiter: '\0', quote: null, escape: null, record_delimiter: ['\r\n', '\n'] },
  ...{ skip_records_with_empty_values: true, max_record_size: MAX_LINE_BYTES },
};

/** Reads messages line by line: NDJSON of `{ userId, text, from? }`. */
export const messageRows = (path: string): AsyncGenerator<Parsed<MessageRow>> =>
  readRows(path, {
    csv: LINES,
    valueOf: ({ line = '' }): unknown => JSON.parse(line),
    schema,
    contentOf: ({ userId, text, from = '' }) => [userId, text, from],
  });
