import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bank, startBank, succeeded } from './bank.fixture';
import { type Cell, officePath, openInOffice } from './libre-office.fixture';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** LibreOffice starts for each file, on a machine that does other things too. */
const START_MS = 180_000;

/** What would begin a formula in some cell, to one separator or another. */
const HOSTILE = [
  '=1+1',
  'a;=1+1',
  'a; =1+1',
  'a,=1+1',
  'a|=1+1',
  'a:=1+1',
  'a =1+1',
  'a;"=1+1"',
  '"=1+1',
  "a;'=1+1",
  '=HYPERLINK("http://localhost";"x")',
  'rent - May; +49 30 1234, @home',
];

let bank: Bank;
beforeAll(async () => {
  bank = await startBank();
  const post = (path: string, body: object) => succeeded(bank.client.post(path, body));
  for (const accountId of ['book', '007', '1e5'])
    await post('/accounts', { accountId, owner: 'ann', currency: 'KWD' });
  await post('/accounts/book/deposits', { amount: '1234.5' });
  for (const to of ['007', '1e5']) await post('/transfers', { from: 'book', to, amount: '12.5' });
  for (const description of HOSTILE) await post('/accounts/book/deposits', { amount: '0.001', description });
});
afterAll(() => bank.stop());

const statement = async (accept: string): Promise<Uint8Array> => {
  const response = await fetch(`${bank.client.url}/accounts/book/statement`, { headers: { accept } });
  return new Uint8Array(await response.arrayBuffer());
};

const shown = (rows: readonly (readonly Cell[])[]): readonly string[] =>
  rows.flat().map((cell) => cell.shown);
const formulas = (rows: readonly (readonly Cell[])[]): readonly Cell[] =>
  rows.flat().filter(({ formula }) => formula !== undefined);

(officePath === undefined ? describe.skip : describe)('a statement in LibreOffice', () => {
  it.each([
    { locale: 'en-US', amount: '-12.500', balance: '1,222.000', seconds: /\.\d{3}$/ },
    { locale: 'de-DE', amount: '-12,500', balance: '1.222,000', seconds: /,\d{3}$/ },
  ])(
    'of $locale has amounts, times and ids of their types as a workbook',
    async ({ locale, amount, balance, seconds }) => {
      const rows = await openInOffice('statement.xlsx', await statement(WORKBOOK), { locale });

      const [, , transfer = [], other = []] = rows;
      expect(transfer.slice(1, 8)).toMatchObject([
        { type: 'string', shown: 'transfer-out' },
        { type: 'float', value: '-12.5', shown: amount },
        { type: 'float', value: '1222', shown: balance },
        { type: 'string', shown: '007' },
        {},
        { type: 'date', shown: expect.stringMatching(seconds) },
        { type: 'float' },
      ]);
      expect(other[4]).toMatchObject({ type: 'string', shown: '1e5' });
      expect(shown(rows)).toEqual(expect.arrayContaining(HOSTILE));
      expect(formulas(rows)).toEqual([]);
    },
    START_MS,
  );

  it.each([';', ',;\t |:'])(
    'runs no cell as CSV where %j separates cells',
    async (separators) => {
      const rows = await openInOffice('statement.csv', await statement('text/csv'), {
        locale: 'de-DE',
        separators,
      });

      expect(shown(rows).join()).toContain('HYPERLINK');
      expect(formulas(rows)).toEqual([]);
    },
    START_MS,
  );
});
