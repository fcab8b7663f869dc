import { access, constants } from 'node:fs/promises';
import { ToolError } from '@event-sourcing/tools-kit';
import type { Parsed } from './read-rows';

const MOST_SHOWN = 20;

/** What a file holds. */
export interface Survey {
  readonly rows: number;
  /** Accounts or users. */
  readonly keys: number;
}

/**
 * Reads a whole file before anything of it is sent.
 * @throws ToolError `usage` when the file cannot be read, `bad-file` naming every faulty line (the first twenty), or that there are no rows
 */
export const survey = async <Row>(
  path: string,
  parsed: AsyncIterable<Parsed<Row>>,
  keyOf: (row: Row) => string,
): Promise<Survey> => {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new ToolError('usage', `${path} is not a file that can be read.`, { cause });
  });
  const keys = new Set<string>();
  const faults: string[] = [];
  let rows = 0;
  for await (const item of parsed) {
    if ('fault' in item) faults.push(`  line ${item.line}: ${item.fault}`);
    else {
      rows += 1;
      keys.add(keyOf(item.row));
    }
  }
  if (faults.length > 0) {
    const more = faults.length > MOST_SHOWN ? [`  … and ${faults.length - MOST_SHOWN} more`] : [];
    const lines = [`${path} has faulty rows; nothing was sent.`, ...faults.slice(0, MOST_SHOWN), ...more];
    throw new ToolError('bad-file', lines.join('\n'));
  }
  if (rows === 0) throw new ToolError('bad-file', `${path} has no rows; nothing was sent.`);
  return { rows, keys: keys.size };
};

/**
 * The rows of a file that was found to be good before.
 * @throws ToolError `bad-file` when it has changed since then
 */
export async function* goodRows<Row>(parsed: AsyncIterable<Parsed<Row>>): AsyncGenerator<Row> {
  for await (const item of parsed) {
    if ('fault' in item) {
      throw new ToolError('bad-file', `The file has changed meanwhile: line ${item.line}: ${item.fault}`);
    }
    yield item.row;
  }
}
