import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noFormula } from './no-formula';

/** What a reader does who wants the text back. */
const readBack = (cell: string): string =>
  cell.replace(/(^|[,;:|"]|[^\S ]| (?!'*\S(?: |$)))'('*)(?=[=+\-@＝＋－＠])/g, '$1$2');

describe('a text in a cell of CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['-2+3', "'-2+3"],
    ['a;=1+1', "a;'=1+1"],
    ['a; =1+1', "a; '=1+1"],
    ['a;"=1+1"', `a;"'=1+1"`],
    ['a|@SUM(1)', "a|'@SUM(1)"],
    ['a\u2028=1', "a\u2028'=1"],
    ['a;＝1', "a;'＝1"],
    ['a\t- 1', "a\t'- 1"],
    ['a =\t1', "a '=\t1"],
    ["a '=1", "a ''=1"],
    ["'=1", "''=1"],
  ])('begins no formula, wherever it is cut: %j is %j', (text, cell) => {
    expect(noFormula(text)).toBe(cell);
  });

  it.each([
    'rent - May',
    "rent '- May",
    'rent -',
    'a-b',
    '1+1=2',
    'ann@example.org',
    "it's; fine",
    '12,50',
    '',
  ])('%j is as it was', (text) => {
    expect(noFormula(text)).toBe(text);
  });

  it('can be read back, whatever it was', () => {
    const characters = fc.constantFrom(...Array.from('=+-@＝\' \t",;:|ab1'));
    fc.assert(
      fc.property(fc.string({ unit: characters }), (text) => {
        expect(readBack(noFormula(text))).toBe(text);
      }),
      { numRuns: 10_000 },
    );
  });

  it('holds no cell that is a formula, at whatever separators it is cut', () => {
    const characters = fc.constantFrom(...Array.from('=+-@ ",;:|\t\'ab1'));
    const separators = fc.subarray([',', ';', ':', '|', '\t', ' '], { minLength: 1 });
    fc.assert(
      fc.property(fc.string({ unit: characters }), separators, (text, cut) => {
        const cells = noFormula(text).split(new RegExp(`[${cut.join('')}]`));
        // A sign alone in its cell is a text.
        expect(cells.filter((cell) => /^"*[=+\-@].+$/.test(cell))).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });
});
