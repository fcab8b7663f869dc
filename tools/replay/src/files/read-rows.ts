import { createReadStream } from 'node:fs';
import { CsvError, parse, type Options } from 'csv-parse';
import { z } from 'zod';
import { rowFaults } from './row-faults';

/** What a place in a file turned out to be. `line` is 1-based. */
export type Parsed<Row> =
  { readonly line: number; readonly row: Row } | { readonly line: number; readonly fault: string };

/** Where a row is: its line in the file, and its number among the rows of its key, both 1-based. */
export interface Place {
  readonly line: number;
  readonly nth: number;
}

/** What is wrong with a file as a whole. */
export class FileFault extends Error {}

/** How a file of rows is written and read. */
export interface RowForm<Row> {
  readonly csv: Options;
  /** What a record means, before it is held against the schema. */
  readonly valueOf: (record: Readonly<Record<string, string>>) => unknown;
  readonly schema: z.ZodType<Row>;
  /** Rows of one key are counted, and stay in order. */
  readonly keyOf: (row: Row) => string;
}

const itemSchema = z.object({
  record: z.record(z.string(), z.string()),
  info: z.object({ lines: z.number(), error: z.instanceof(CsvError).optional() }),
});

/** Reads a file row by row. What is faulty is told, not thrown. */
export async function* readRows<Row extends object>(
  path: string,
  { csv, valueOf, schema, keyOf }: RowForm<Row>,
): AsyncGenerator<Parsed<Row & Place>> {
  const file = createReadStream(path);
  const records = file.pipe(
    parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, ...csv }),
  );
  // A pipe does not hand errors on.
  file.once('error', (error) => records.destroy(error));
  const rowsOf = new Map<string, number>();
  try {
    for await (const item of records) {
      const { record, info } = itemSchema.parse(item);
      const line = info.lines;
      const parsed = parseRecord(record, info.error, valueOf, schema);
      if ('fault' in parsed) yield { line, ...parsed };
      else {
        const { row } = parsed;
        const nth = (rowsOf.get(keyOf(row)) ?? 0) + 1;
        rowsOf.set(keyOf(row), nth);
        yield { line, row: { ...row, line, nth } };
      }
    }
  } catch (error) {
    if (error instanceof FileFault) yield { line: 1, fault: error.message };
    else if (error instanceof CsvError) yield { line: Number(error.lines), fault: error.message };
    else throw error;
  } finally {
    file.destroy();
  }
}

const parseRecord = <Row>(
  record: Readonly<Record<string, string>>,
  error: Error | undefined,
  valueOf: RowForm<Row>['valueOf'],
  schema: z.ZodType<Row>,
): { readonly row: Row } | { readonly fault: string } => {
  if (error !== undefined) return { fault: error.message };
  if (Object.values(record).some((text) => text.includes('\uFFFD'))) return { fault: 'is not UTF-8' };
  let value: unknown;
  try {
    value = valueOf(record);
  } catch {
    return { fault: 'is not JSON' };
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? { row: parsed.data } : { fault: rowFaults(parsed.error, value) };
};
