import { createReadStream } from 'node:fs';
import { CsvError, parse, type Options } from 'csv-parse';
import { z } from 'zod';
import { contentHash } from '../content-hash';
import { rowFaults } from './row-faults';

/** What a place in a file turned out to be. `line` is 1-based. */
export type Parsed<Row> =
  { readonly line: number; readonly row: Row } | { readonly line: number; readonly fault: string };

/** Which row of its file one is. */
export interface Place {
  /** 1-based. */
  readonly line: number;
  /**
   * Names the row by what it says, and by its number among those of the file that say the same: it is the same in a later
   * export, whatever rows have come in between.
   */
  readonly id: string;
}

/** What is wrong with a file as a whole. */
export class FileFault extends Error {}

/** How a file of rows is written and read. */
export interface RowForm<Row> {
  readonly csv: Options;
  /** What a record means, before it is held against the schema. */
  readonly valueOf: (record: Readonly<Record<string, string>>) => unknown;
  readonly schema: z.ZodType<Row>;
  /** What makes it another row than others. */
  readonly contentOf: (row: Row) => readonly string[];
}

const itemSchema = z.object({
  record: z.record(z.string(), z.string()),
  info: z.object({ lines: z.number(), error: z.instanceof(CsvError).optional() }),
});

/** Reads a file row by row. What is faulty is told, not thrown. */
export async function* readRows<Row extends object>(
  path: string,
  { csv, valueOf, schema, contentOf }: RowForm<Row>,
): AsyncGenerator<Parsed<Row & Place>> {
  const file = createReadStream(path);
  const records = file.pipe(
    parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, ...csv }),
  );
  // A pipe does not hand errors on.
  file.once('error', (error) => records.destroy(error));
  const equals = new Map<string, number>();
  try {
    for await (const item of records) {
      const { record, info } = itemSchema.parse(item);
      const line = info.lines;
      const parsed = parseRecord(record, info.error, valueOf, schema);
      if ('fault' in parsed) yield { line, ...parsed };
      else {
        const { row } = parsed;
        const content = contentHash(...contentOf(row));
        const nth = (equals.get(content) ?? 0) + 1;
        equals.set(content, nth);
        yield { line, row: { ...row, line, id: `${content}-${nth}` } };
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
