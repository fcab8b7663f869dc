import { resolve } from 'node:path';
import { flag, list, orElse, path, ToolError } from '@event-sourcing/tools-kit';
import type { Row } from './harness/row';
import { ROWS } from './rows';

const RESULT = 'dist/bench/bench.json';

/** The command line of `npm run bench`. */
export const BENCH = {
  name: 'npm run bench',
  options: {
    quick: flag('everything but the slow rows in under 3 minutes; too short to rely on'),
    only: list('<name>', 'only this row; may be repeated'),
    json: orElse(
      path('<file>', 'where the numbers go'),
      resolve(import.meta.dirname, '../../..', RESULT),
      RESULT,
    ),
  },
  about: `Rows: ${ROWS.map(({ name }) => name).join(', ')}\n`,
};

/** @throws ToolError `usage` when there is no row of a name */
export const chosenRows = (only: readonly string[], quick: boolean): readonly Row[] => {
  const unknown = only.filter((name) => !ROWS.some((row) => row.name === name));
  if (unknown.length > 0) throw new ToolError('usage', `There is no row named ${unknown.join(', ')}.`);
  return ROWS.filter(({ name, slow }) => (only.length > 0 ? only.includes(name) : !(quick && slow)));
};
