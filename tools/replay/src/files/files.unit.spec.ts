import { afterAll, describe, expect, it } from '@jest/globals';
import { Files } from '../../test/replaying';
import { ledgerRows } from './ledger-rows';
import { messageRows } from './message-rows';
import { twoDigits } from './money';
import type { Parsed } from './read-rows';
import { survey } from './survey';

const files = new Files();
afterAll(() => files.remove());

const all = async <Row>(rows: AsyncIterable<Parsed<Row>>): Promise<Parsed<Row>[]> => {
  const found: Parsed<Row>[] = [];
  for await (const row of rows) found.push(row);
  return found;
};

const HEADER = 'date,account,type,amount,balance_after,description';
const ledger = (...lines: readonly string[]): Promise<Parsed<unknown>[]> =>
  all(ledgerRows(files.write('ledger.csv', [HEADER, ...lines].join('\n'))));
const messages = (content: string | Uint8Array): Promise<Parsed<unknown>[]> =>
  all(messageRows(files.write('messages.ndjson', content)));

const ID = /^[0-9a-f]{24}-1$/;

describe('a ledger', () => {
  it('has rows that are known by what they say, whatever stands before them and whatever balance was printed', async () => {
    const idsOf = async (...lines: readonly string[]): Promise<readonly string[]> => {
      const rows = await all(ledgerRows(files.write('ids.csv', [HEADER, ...lines].join('\n'))));
      return rows.map((item) => ('row' in item ? item.row.id : item.fault));
    };
    const row = '1993-01-08,7,deposit,4.00,4.00,cash';
    const [first = ''] = await idsOf(row);
    expect(first).toMatch(ID);
    expect(await idsOf('1993-01-07,7,deposit,1.00,1.00,', row.replace('4.00,cash', '5.00,cash'))).toContain(
      first,
    );
    expect(await idsOf(row, row)).toEqual([first, first.replace(/1$/, '2')]);
    const changes = [
      ['1993-01-08', '1993-01-09'],
      [',7,', ',8,'],
      ['deposit', 'withdrawal'],
      ['4.00', '4.01'],
      ['cash', ''],
    ];
    for (const [from = '', to = ''] of changes)
      expect(await idsOf(row.replace(from, to))).not.toContain(first);
  });

  it('is read row by row, with Windows line ends, a BOM and columns in any order', async () => {
    const path = files.write(
      'ledger.csv',
      '\uFEFFaccount,date,type,balance_after,amount,description\r\n7,1993-01-08,deposit,4.50,4.5,"a ""b"", c"\r\n8,1993-01-08,deposit,1.00,1,\r\n7,1993-01-09,withdrawal,0.00,4.50,x\r\n',
    );
    expect(await all(ledgerRows(path))).toEqual([
      {
        line: 2,
        row: {
          line: 2,
          account: '7',
          id: expect.stringMatching(ID),
          date: '1993-01-08',
          type: 'deposit',
          amount: '4.50',
          balanceAfter: '4.50',
          description: 'a "b", c',
        },
      },
      { line: 3, row: expect.objectContaining({ account: '8', amount: '1.00', description: '' }) },
      { line: 4, row: expect.objectContaining({ account: '7', balanceAfter: '0.00' }) },
    ]);
  });

  it.each([
    ['1993-01-08,7,deposit,4.00', 'columns length is 6, got 4'],
    ['1993-02-30,7,deposit,4.00,4.00,', 'date "1993-02-30" is not a date like 1993-01-31'],
    ['1993-01-08,a/b,deposit,4.00,4.00,', 'account "a/b" is not 1 to 50 of A–Z a–z 0–9 . _ -'],
    ['1993-01-08,7,gift,4.00,4.00,', 'type "gift" is neither deposit nor withdrawal'],
    ['1993-01-08,7,deposit,0.00,4.00,', 'amount "0.00" is not above zero'],
    ['1993-01-08,7,deposit,-4.00,4.00,', 'amount "-4.00" is not above zero'],
    [
      '1993-01-08,7,deposit,4e2,4.00,',
      'amount "4e2" is not a decimal with at most two digits after the point',
    ],
    [`1993-01-08,7,deposit,4.00,4.00,${'x'.repeat(201)}`, 'has more than 200 characters'],
    ['1993-01-08,7,deposit,4.00,4.00,"a\u0007b"', 'has control characters'],
  ])('names the line of %s', async (row, fault) => {
    const found = await ledger('1993-01-07,7,deposit,1.00,1.00,', row);
    expect(found[1]).toEqual({ line: 3, fault: expect.stringContaining(fault) });
  });

  it('that lacks a column or is not CSV is told so', async () => {
    expect(await all(ledgerRows(files.write('l.csv', 'date,amount\n1,2\n')))).toEqual([
      { line: 1, fault: expect.stringContaining('the header is "date,amount"') },
    ]);
    expect(await ledger('1993-01-08,7,deposit,4.00,4.00,"never closed')).toEqual([
      { line: 2, fault: expect.stringMatching(/quote/i) },
    ]);
  });
});

describe('messages', () => {
  it('are read line by line, also with separators that JSON allows and other readers split at', async () => {
    const found = await messages(
      '{"userId":"u1","text":"a\u2028b"}\r\n\n{"userId":"u2","text":"x","from":"y"}\n{"userId":"u1","text":"\\n"}',
    );
    const id = expect.stringMatching(ID);
    expect(found).toEqual([
      { line: 1, row: { line: 1, userId: 'u1', id, text: 'a\u2028b' } },
      { line: 3, row: { line: 3, userId: 'u2', id, text: 'x', from: 'y' } },
      { line: 4, row: { line: 4, userId: 'u1', id, text: '\n' } },
    ]);
  });

  it('are read whole across the pieces in which a file arrives', async () => {
    const texts = Array.from({ length: 300 }, (_, nth) => `${nth} ${'é'.repeat(1_000 + nth)}`);
    const found = await messages(texts.map((text) => JSON.stringify({ userId: 'u', text })).join('\n'));
    expect(found.map((item) => ('row' in item ? item.row : item.fault))).toEqual(
      texts.map((text, index) => ({ line: index + 1, userId: 'u', id: expect.stringMatching(ID), text })),
    );
  });

  it.each([
    ['{"userId":"u"', 'is not JSON'],
    ['{"userId":"u"}', 'text nothing is not a string'],
    ['{"userId":"-u","text":"x"}', 'userId "-u" is not 1 to 64 of'],
    ['{"userId":"u","text":""}', 'text "" has not 1 to 10,000 characters'],
    ['{"userId":"u","text":"\\ud800"}', 'has a lone surrogate'],
    ['{"userId":"u","text":"x","to":"y"}', 'Unrecognized key: "to"'],
    [Buffer.from([0x22, 0xff, 0x22]), 'is not UTF-8'],
    [`"${'x'.repeat(140_000)}"`, 'tolerated bytes of 131072'],
  ])('name the line of what is faulty: %.40s', async (line, fault) => {
    const found = await messages(
      Buffer.concat([Buffer.from('{"userId":"u","text":"x"}\n'), Buffer.from(line)]),
    );
    expect(found[1]).toEqual({ line: 2, fault: expect.stringContaining(fault) });
  });
});

describe('the survey of a file', () => {
  it('names the first twenty faulty lines, and counts the others', async () => {
    const path = files.write('m.ndjson', 'x\n'.repeat(23));
    const run = survey(path, messageRows(path), ({ userId }) => userId);
    await expect(run).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(/nothing was sent.*line 1: is not JSON.*line 20: .*… and 3 more$/s),
    });
  });

  it.each(['', `${HEADER}\n`])('refuses a file without rows: %j', async (content) => {
    const path = files.write('ledger.csv', content);
    await expect(survey(path, ledgerRows(path), ({ account }) => account)).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('has no rows'),
    });
  });
});

describe('money', () => {
  it.each([
    ['12.5', '12.50'],
    ['0', '0.00'],
    ['-0.00', '0.00'],
    ['-80', '-80.00'],
    ['999999999999.99', '999999999999.99'],
  ])('%s is %s', (text, expected) => expect(twoDigits(text)).toBe(expected));

  it.each(['', '1.234', '01', '1.', '.5', '1e3', '+1', ' 1', '1000000000000'])('%j is none', (text) =>
    expect(twoDigits(text)).toBeUndefined(),
  );
});
