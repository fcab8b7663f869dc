import { describe, expect, it } from '@jest/globals';
import { flag, integer, list, oneOf, operand, optional, orElse, path, text } from './options';
import { parseCommandLine } from './parse';
import { usageOf } from './usage';

const command = {
  name: 'npm run copy',
  about: 'Copies rows.',
  options: {
    kind: operand(oneOf(['bank', 'messages'], 'what to copy')),
    file: operand(path('<file>', 'to read')),
    db: text('<name>', 'the database'),
    portBase: orElse(integer('<n>', 'the first port', { min: 1, max: 65_532 }), 3_000),
    only: list('<row>', 'only this row'),
    uri: optional(text('<uri>', 'of the engine')),
    verbose: flag('say more'),
  },
};
const complete = ['bank', '/rows.csv', '--db', 'b'];

describe('a command line', () => {
  it('gives options and operands their types and defaults', () => {
    expect(parseCommandLine(command, complete)).toEqual({
      ...{ kind: 'bank', file: '/rows.csv', db: 'b', portBase: 3_000, only: [], verbose: false },
    });
    const more = [
      '--port-base=4000',
      '--only',
      'x',
      '--only',
      'y',
      '--uri',
      'mongodb://u:p@h/?a=1',
      '--verbose',
    ];
    expect(parseCommandLine(command, [...complete, ...more])).toMatchObject({
      ...{ portBase: 4_000, only: ['x', 'y'], uri: 'mongodb://u:p@h/?a=1', verbose: true },
    });
  });

  it('takes all the words that are left for a last operand that is a list', () => {
    const options = { kind: operand(oneOf(['bank'], 'what')), rows: operand(list('<row>', 'only these')) };
    expect(parseCommandLine({ options }, ['bank', 'x', 'y'])).toEqual({ kind: 'bank', rows: ['x', 'y'] });
    expect(parseCommandLine({ options }, ['bank'])).toEqual({ kind: 'bank', rows: [] });
  });

  it('asked for help asks for nothing else', () => {
    expect(parseCommandLine(command, ['--help'])).toBe('help');
  });

  it.each([
    [[...complete, '--fast'], /'--fast'/],
    [[...complete, 'again'], /"again" is one word too many/],
    [['stocks', '/rows.csv', '--db', 'b'], /<bank\|messages> is one of bank, messages, not "stocks"/],
    [['bank'], /Missing: <file>, to read/],
    [['bank', '/rows.csv'], /Missing: --db, the database/],
    [[...complete, '--db', ''], /--db must not be empty/],
    [[...complete, '--port-base', '65533'], /--port-base is an integer from 1 to 65532, not "65533"/],
    [[...complete, '--port-base', '3e3'], /--port-base is an integer from 1 to 65532, not "3e3"/],
    [[...complete, '--uri'], /--uri/],
  ])('%j is refused by name', (args, message) => {
    expect(() => parseCommandLine(command, args)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) }),
    );
  });

  it('has a usage that names every option, what it means, and the exit codes', () => {
    const usage = usageOf(command);
    expect(usage).toMatch(/^Usage: npm run copy -- <bank\|messages> <file> --db <name> \[options\]\n/);
    expect(usage).toMatch(/\n {2}--port-base <n> +the first port \(default: 3000\)\n/);
    expect(usage).toMatch(/\n {2}--verbose +say more\n/);
    expect(usage).toMatch(/\nCopies rows\.\nExit codes: 0 .*1 .*2 .*130 /);
  });
});
