import { Option } from '@commander-js/extra-typings';
import { join } from 'node:path';
import { list, path, tool, ToolError, workspaceRoot } from '@event-sourcing/tools-kit';
import type { Row } from './harness/row';
import { ROWS } from './rows';

const RESULT = 'dist/bench/bench.json';
const json = new Option('--json <file>', 'where the numbers go')
  .argParser(path)
  .default(join(workspaceRoot, RESULT), RESULT);

/** The command line of `npm run bench`. */
export const BENCH = tool('npm run bench', `Rows: ${ROWS.map(({ name }) => name).join(', ')}\n`)
  .option('--quick', 'everything but the slow rows in under 3 minutes; too short to rely on', false)
  .option('--only <name>', 'only this row; may be repeated', list, [])
  .addOption(json);

/** @throws ToolError `usage` when there is no row of a name */
export const chosenRows = (only: readonly string[], quick: boolean): readonly Row[] => {
  const unknown = only.filter((name) => !ROWS.some((row) => row.name === name));
  if (unknown.length > 0) throw new ToolError('usage', `There is no row named ${unknown.join(', ')}.`);
  return ROWS.filter(({ name, slow }) => (only.length > 0 ? only.includes(name) : !(quick && slow)));
};
