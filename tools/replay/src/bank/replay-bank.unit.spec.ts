import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeStack, type Fate } from '../../test/fake-stack';
import { Files, replay } from '../../test/replaying';

const HEADER = 'date,account,type,amount,balance_after,description';
const ledger = (...rows: readonly string[]): string => `${[HEADER, ...rows].join('\n')}\n`;
const LEDGER = ledger(
  '1993-01-01,7,deposit,400.00,400.00,cash deposit',
  '1993-01-01,8,deposit,1000.00,1000.00,"deposit, in cash"',
  '1993-01-02,7,withdrawal,150.50,249.50,cash withdrawal',
  '1993-01-02,7,withdrawal,150.50,99.00,cash withdrawal',
  '1993-01-03,8,withdrawal,999.9,0.10,',
  '1993-01-04,7,deposit,1,100.00,interest',
);

let files: Files;
let stack: FakeStack;
let address: string;

beforeEach(async () => {
  files = new Files();
  stack = new FakeStack();
  address = await stack.listen();
});
afterEach(() => {
  stack.close();
  files.remove();
});

const linesOf = (account: string): readonly string[] =>
  stack.bank.accounts.get(account)?.lines.map(({ amount }) => amount) ?? [];

describe('the replay of a ledger', () => {
  it('posts every row, those of an account in order, and finds everything equal', async () => {
    const { summary, differences } = await replay(address, 'bank', files.write('ledger.csv', LEDGER));

    expect(differences).toEqual([]);
    expect(summary[0]).toBe(
      '2 accounts, 6 transactions: every balance and every statement equal to what the bank printed.',
    );
    expect(summary[1]).toContain('New in this run: 2 accounts and 6 transactions.');
    expect(linesOf('ledger-7')).toEqual(['400.00', '-150.50', '-150.50', '1.00']);
    expect(linesOf('ledger-8')).toEqual(['1000.00', '-999.90']);
  });

  it('writes nothing when it is run again, and says so', async () => {
    const file = files.write('ledger.csv', LEDGER);
    await replay(address, 'bank', file);
    const { head } = stack.bankLog;

    const { summary, differences } = await replay(address, 'bank', file);

    expect(differences).toEqual([]);
    expect(stack.bankLog.head).toBe(head);
    expect(summary[1]).toContain('New in this run: 0 accounts and 0 transactions.');
    expect(summary[1]).toContain('There before: 2 accounts and 6 transactions.');
  });

  it('books of an export that overlaps an earlier one what is new only, also a late row in its middle', async () => {
    const first = ledger(
      '1993-01-01,7,deposit,10.00,10.00,',
      '1993-01-02,7,deposit,20.00,30.00,cash',
      '1993-01-02,7,deposit,20.00,50.00,cash',
      '1993-01-03,7,deposit,12.00,62.00,',
    );
    const again = ledger(
      '1993-01-02,7,deposit,5.00,15.00,late',
      '1993-01-02,7,deposit,20.00,35.00,cash',
      '1993-01-02,7,deposit,20.00,55.00,cash',
      '1993-01-03,7,deposit,12.00,67.00,',
    );
    await replay(address, 'bank', files.write('first.csv', first));

    const { summary } = await replay(address, 'bank', files.write('again.csv', again));

    expect(linesOf('ledger-7')).toEqual(['10.00', '20.00', '20.00', '12.00', '5.00']);
    expect(summary[1]).toContain('New in this run: 0 accounts and 1 transaction.');
    await replay(address, 'bank', files.write('again.csv', again));
    expect(linesOf('ledger-7')).toHaveLength(5);
  });

  it('completes what was killed half-way, and tells new from old', async () => {
    const file = files.write('ledger.csv', LEDGER);
    const killed = new AbortController();
    stack.fateOf = (nth) => {
      if (nth === 5) killed.abort();
      return 'done';
    };
    await expect(replay(address, 'bank', file, { signal: killed.signal, concurrency: 1 })).rejects.toThrow(
      /goes on where this one stopped/,
    );
    expect(stack.bankLog.head).toBe(5);

    const { summary, differences } = await replay(address, 'bank', file);

    expect(differences).toEqual([]);
    expect(stack.bankLog.head).toBe(8);
    expect(summary[1]).toContain('New in this run: 0 accounts and 3 transactions.');
    expect(summary[1]).toContain('There before: 2 accounts and 3 transactions.');
  });

  it('repeats with the same key what was lost, refused for now or of unknown outcome', async () => {
    const fates: readonly Fate[] = ['lost-before', 'lost-after', 'busy', 'unknown'];
    // Every other command meets some trouble.
    stack.fateOf = (nth) => (nth % 2 === 0 ? 'done' : (fates[(nth >> 1) % fates.length] ?? 'done'));

    const { differences } = await replay(address, 'bank', files.write('ledger.csv', LEDGER));

    expect(differences).toEqual([]);
    expect(stack.bankLog.head).toBe(8);
    expect(stack.commands.length).toBeGreaterThan(8);
    expect(new Set(stack.commands.map(({ key }) => key)).size).toBe(8);
  });

  it('gives up with a clear message when nothing goes forward any more', async () => {
    stack.fateOf = (nth) => (nth > 3 ? 'busy' : 'done');
    const run = replay(address, 'bank', files.write('ledger.csv', LEDGER), { patienceMs: 300 });
    await expect(run).rejects.toMatchObject({
      code: 'no-answer',
      message: expect.stringMatching(
        /Nothing went forward.*503 try-again-later.*run the same command again/s,
      ),
    });
  });

  it('names each balance that differs from the printed one, in answer, statement and account', async () => {
    const misprint = LEDGER.replace('1,100.00,interest', '1,111.11,interest');
    const { summary, differences } = await replay(address, 'bank', files.write('ledger.csv', misprint));

    expect(summary[0]).toContain('3 differences');
    expect(differences).toEqual([
      'line 7, account 7: deposit of 1.00 left 100.00, the bank printed 111.11',
      'line 7, account 7: the statement says deposit 1.00, balance 100.00, "interest"; the bank printed deposit 1.00, balance 111.11, "interest"',
      'account 7: the balance is 100.00, the bank printed 111.11',
    ]);
  });

  it('names what is on a statement and not in the ledger', async () => {
    const file = files.write('ledger.csv', LEDGER);
    await replay(address, 'bank', file);
    stack.bank.post('ledger-8', 'deposit', { amount: '5.00' });

    const { differences } = await replay(address, 'bank', file);

    expect(differences).toEqual([
      'account 8: the statement has 1 line more than the ledger',
      'account 8: the balance is 5.10, the bank printed 0.10',
    ]);
  });

  it('ends an account at its first refusal, and goes on with the others', async () => {
    const overdrawn = ledger(
      '1993-01-01,7,deposit,10.00,10.00,',
      '1993-01-01,7,withdrawal,20.00,-10.00,',
      '1993-01-01,8,deposit,3.00,3.00,',
      '1993-01-01,7,deposit,30.00,20.00,',
      '1993-01-01,8,deposit,4.00,7.00,',
    );
    const { differences } = await replay(address, 'bank', files.write('ledger.csv', overdrawn));

    expect(differences).toEqual([
      "line 3, account 7: withdrawal of 20.00 was refused (422 insufficient-funds); the account's rows end here",
    ]);
    expect(linesOf('ledger-7')).toEqual(['10.00']);
    expect(linesOf('ledger-8')).toEqual(['3.00', '4.00']);
  });

  it('sends nothing of a file with a faulty row', async () => {
    const file = files.write('ledger.csv', LEDGER.replace('150.50,99.00', '150.505,99.00'));
    await expect(replay(address, 'bank', file)).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('line 5: amount "150.505" is not a decimal'),
    });
    expect(stack.commands).toEqual([]);
  });
});
