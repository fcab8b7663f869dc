import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BenchError } from './bench-error';
import { ROWS } from './rows';

export const BENCH_USAGE = `Usage: npm run bench -- [options]
  --quick          everything but the slow rows in under 3 minutes; too short to rely on
  --only <name>    only this row; may be repeated
  --json <file>    where the numbers go (default: dist/bench/bench.json)
  --report <file>  where the report goes (default: dist/bench/report.html)
  --help           show this

Rows: ${ROWS.map(({ name }) => name).join(', ')}`;

/** What `npm run bench` was asked for. */
export interface BenchArguments {
  readonly quick: boolean;
  /** Names of rows; empty for all of them. */
  readonly only: readonly string[];
  readonly json: string;
  readonly report: string;
}

/** @returns `help` when that was asked for; @throws BenchError `usage` */
export const parseBenchArguments = (args: readonly string[]): BenchArguments | 'help' => {
  const { quick, only, json, report, help } = read(args);
  if (help) return 'help';
  const unknown = only.filter((name) => !ROWS.some((row) => row.name === name));
  if (unknown.length > 0) throw new BenchError('usage', `There is no row named ${unknown.join(', ')}.`);
  return { quick, only, json: fileFor(json, 'bench.json'), report: fileFor(report, 'report.html') };
};

/** npm runs scripts in the workspace's root; INIT_CWD is where the person was. */
const fileFor = (given: string | undefined, name: string): string =>
  given === undefined
    ? resolve(import.meta.dirname, '../../../dist/bench', name)
    : resolve(process.env.INIT_CWD ?? '.', given);

const read = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
        json: { type: 'string' },
        report: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new BenchError('usage', error instanceof Error ? error.message : String(error));
  }
};
