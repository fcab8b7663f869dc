import { getAccount, getStatement, type StatementLine } from '@event-sourcing/service-clients';
import { answered, counted, pages } from '@event-sourcing/tools-kit';
import type { ReplayContext } from '../context';
import { eachByKey } from '../each-by-key';
import { goodRows, ledgerRows, type LedgerRow } from '../files';
import { accountIdOf } from './bank-requests';

type LineInWords = Pick<StatementLine, 'amount' | 'balanceAfter' | 'description'> & { readonly type: string };

const inWords = ({ type, amount, balanceAfter, description = '' }: LineInWords): string =>
  `${type} ${amount}, balance ${balanceAfter}${description === '' ? '' : `, "${description}"`}`;

/** An account's statement, read beside the ledger's rows of the account. */
interface Walk {
  readonly lines: AsyncIterator<StatementLine>;
  printed: string;
}

/**
 * Compares every account's statement, line by line over all of its pages, and its balance with what the bank printed.
 * @returns the differences
 */
export const checkStatements = async (
  { file, services: { bankCommand }, concurrency }: ReplayContext,
  advance: () => void,
  givenUp: ReadonlySet<string>,
): Promise<readonly string[]> => {
  const differences: string[] = [];
  const walks = new Map<string, Walk>();
  async function* statement(account: string) {
    const path = { accountId: accountIdOf(account) };
    for await (const { lines } of pages((query) => getStatement({ client: bankCommand, path, query })))
      yield* lines;
  }
  const compare = async (row: LedgerRow): Promise<void> => {
    advance();
    const { account, line, type, amount, balanceAfter } = row;
    if (givenUp.has(account)) return;
    const walk = walks.get(account) ?? { lines: statement(account), printed: '' };
    walks.set(account, walk);
    walk.printed = balanceAfter;
    const found = await walk.lines.next();
    const expected = inWords({ ...row, amount: type === 'withdrawal' ? `-${amount}` : amount });
    const stated = found.done === true ? 'nothing' : inWords(found.value);
    if (stated === expected) return;
    differences.push(
      `line ${line}, account ${account}: the statement says ${stated}; the bank printed ${expected}`,
    );
  };
  await eachByKey(goodRows(ledgerRows(file)), { keyOf: ({ account }) => account, concurrency }, compare);

  async function* ends() {
    yield* walks;
  }
  await eachByKey(ends(), { keyOf: ([account]) => account, concurrency }, async ([account, walk]) => {
    let extra = 0;
    while ((await walk.lines.next()).done !== true) extra += 1;
    if (extra > 0)
      differences.push(
        `account ${account}: the statement has ${counted(extra, 'line')} more than the ledger`,
      );
    const path = { accountId: accountIdOf(account) };
    const { balance } = await answered(getAccount({ client: bankCommand, path }));
    if (balance !== walk.printed)
      differences.push(`account ${account}: the balance is ${balance}, the bank printed ${walk.printed}`);
  });
  return differences;
};
