import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Argument } from '@commander-js/extra-typings';
import { integer, list, path, runTool, text, tool } from './command-line';
import { ToolError } from './tool-error';

const written: string[] = [];
const copy = (work: (...given: unknown[]) => void) =>
  tool('npm run copy', 'Copies rows.')
    .addArgument(new Argument('<kind>').choices(['bank', 'messages'] as const))
    .argument('<file>', 'to read', path)
    .requiredOption('--db <name>', 'the database', text)
    .option('--port-base <n>', 'the first port', integer(1, 65_532), 3_000)
    .option('--only <row>', 'only this row', list, [])
    .configureOutput({ writeOut: (line) => written.push(line), writeErr: (line) => written.push(line) })
    .action((kind, file, options) => work(kind, file, options));

const run = async (args: readonly string[], work: (...given: unknown[]) => void = () => undefined) => {
  await runTool(copy(work), args);
  const { exitCode } = process;
  process.exitCode = undefined;
  return { exitCode, said: written.splice(0).join('') };
};
const complete = ['bank', '/rows.csv', '--db', 'b'];

describe('a tool', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('is given options and operands of their types, or their defaults', async () => {
    const given: unknown[] = [];
    const more = ['--port-base=4000', '--only', 'x', '--only', 'y'];
    await run(complete, (...args) => given.push(args));
    await run([...complete, ...more], (...args) => given.push(args));
    expect(given).toEqual([
      ['bank', '/rows.csv', { db: 'b', portBase: 3_000, only: [] }],
      ['bank', '/rows.csv', { db: 'b', portBase: 4_000, only: ['x', 'y'] }],
    ]);
  });

  it('asked for help asks for nothing else, and tells of its exit codes', async () => {
    const { exitCode, said } = await run(['--help']);
    expect(exitCode).toBe(0);
    expect(said).toMatch(/^Usage: npm run copy -- \[options\] <kind> <file>\n/);
    expect(said).toMatch(/--port-base <n> +the first port \(default: 3000\)\n/);
    expect(said).toMatch(/\nCopies rows\.\nExit codes: 0 .*1 .*2 .*130 /);
  });

  it.each([
    [[...complete, '--fast'], /'--fast'/],
    [[...complete, 'again'], /too many arguments/],
    [['stocks', '/rows.csv', '--db', 'b'], /'stocks' is invalid.* Allowed choices are bank, messages/],
    [['bank', '--db', 'b'], /missing required argument 'file'/],
    [['bank', '/rows.csv'], /'--db <name>' not specified/],
    [[...complete, '--db', ''], /--db.* must not be empty/],
    [
      [...complete, '--port-base', '65533'],
      /--port-base.*'65533' is invalid\. It is an integer from 1 to 65532/,
    ],
    [[...complete, '--port-base', '3e3'], /--port-base.*'3e3' is invalid/],
  ])('names what it does not understand in %j, and ends with 2', async (args, message) => {
    const { exitCode, said } = await run(args);
    expect(said).toMatch(message);
    expect(exitCode).toBe(2);
  });

  it.each([
    ['usage', 2],
    ['stopped', 130],
    ['no-data', 1],
  ] as const)('that fails with %s ends with %d, and says why', async (code, exitCode) => {
    const said = jest.spyOn(console, 'error').mockReturnValue(undefined);
    const ended = await run(complete, () => {
      throw new ToolError(code, 'Mend this.');
    });
    expect(said).toHaveBeenCalledWith('\nMend this.');
    expect(ended.exitCode).toBe(exitCode);
  });
});
