import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { accountTag } from '@event-sourcing/bank-domain';
import { workspaceRoot } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import { atBothLengths, type FilledBank } from '../contestants/filled-bank';
import { expectSame } from '../expect-same';
import { oncePerBench, type Bench } from '../harness/bench';
import { single, value, type Contestant } from '../harness/row';

/** The command line as a package, since that is what people start. */
const commandLine = oncePerBench(async ({ folder, atEnd }, _: number): Promise<string> => {
  const build = join(workspaceRoot, 'tools/es/src/build.ts');
  // Inside the workspace, so that it finds its packages without installing them.
  const out = join(workspaceRoot, 'dist', `es-${folder.split('/').at(-1) ?? ''}`);
  atEnd(() => rm(out, { recursive: true, force: true }));
  await execa(process.execPath, ['--import', 'tsx', build, '--out', out]);
  return join(out, 'es.js');
});

const measured = async (
  bench: Bench,
  { own, accounts, events }: FilledBank,
): Promise<Omit<Contestant, 'name'>> => {
  const es = await commandLine(bench, 0);
  const [account] = accounts;
  const where = ['--uri', bench.uri, '--db', own.db.databaseName, '--json'];
  /** Milliseconds from its start to its end. */
  const taken = async (lines: number, ...args: readonly string[]): Promise<number> => {
    const began = performance.now();
    const { stdout } = await execa(process.execPath, [es, ...args, ...where]);
    const took = performance.now() - began;
    expectSame(`lines of es ${args[0] ?? ''}`, stdout.split('\n').length, lines);
    return took;
  };
  const middle = Math.ceil(events / 2);
  const page = Math.min(100, events - middle);
  return {
    run: async () => ({
      head: await taken(1, 'head'),
      read: await taken(page, 'read', '--after', String(middle), '--limit', String(page)),
      entity: await taken(100, 'entity', account === undefined ? '' : accountTag(account), '--limit', '100'),
      explain: await taken(1, 'explain', String(middle)),
    }),
  };
};

const WITHIN = { atMost: 1_000 };

export const operator = single({
  name: 'operator',
  title: 'es on the command line at 1,000,000 events, from its start to its end',
  against: 'the same at 10,000',
  slow: true,
  measures: ['head', 'read', 'entity', 'explain'].map((name) => value(name, `es ${name}`, 'ms', WITHIN)),
  open: atBothLengths(measured),
});
