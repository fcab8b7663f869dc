import { access, constants, stat } from 'node:fs/promises';
import { ToolError } from '@event-sourcing/tools-kit';
import type { Parsed } from './parsed';

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
  await assertReadable(path);
  const keys = new Set<string>();
  const faults: string[] = [];
  let rows = 0;
  let faulty = 0;
  for await (const item of parsed) {
    if ('fault' in item) {
      faulty += 1;
      if (faults.length < MOST_SHOWN) faults.push(`  line ${item.line}: ${item.fault}`);
    } else {
      rows += 1;
      keys.add(keyOf(item.row));
    }
  }
  if (faulty > faults.length) faults.push(`  … and ${faulty - faults.length} more`);
  if (faulty > 0) {
    const message = [`${path} has faulty rows; nothing was sent.`, ...faults].join('\n');
    throw new ToolError('bad-file', message);
  }
  if (rows === 0) throw new ToolError('bad-file', `${path} has no rows; nothing was sent.`);
  return { rows, keys: keys.size };
};

const assertReadable = async (path: string): Promise<void> => {
  const isFile = await access(path, constants.R_OK).then(
    async () => (await stat(path)).isFile(),
    () => false,
  );
  if (!isFile) throw new ToolError('usage', `${path} is not a file that can be read.`);
};
