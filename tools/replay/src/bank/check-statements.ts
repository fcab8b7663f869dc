import { z } from 'zod';
import type { LedgerRow } from '../files';
import { counted, type ServiceClient } from '@event-sourcing/tools-kit';
import type { Differences } from '../differences';
import { eachByKey } from '../each-by-key';
import type { ReplayContext } from '../replay-context';
import { pages } from '../services';
import { accountIdOf } from './bank-keys';

const lineSchema = z.object({
  type: z.string(),
  amount: z.string(),
  balanceAfter: z.string(),
  description: z.string().optional(),
});
const pageSchema = z.object({ lines: z.array(lineSchema), nextCursor: z.string().optional() });
const accountSchema = z.object({ balance: z.string() });

type StatementLine = z.infer<typeof lineSchema>;

async function* statementLines(client: ServiceClient, account: string): AsyncGenerator<StatementLine> {
  for await (const { lines } of pages(client, `/accounts/${accountIdOf(account)}/statement`, pageSchema)) {
    yield* lines;
  }
}

const expectedLine = ({ type, amount, balanceAfter, description }: LedgerRow): StatementLine => ({
  type,
  amount: type === 'withdrawal' ? `-${amount}` : amount,
  balanceAfter,
  ...(description !== '' && { description }),
});

const inWords = ({ type, amount, balanceAfter, description }: StatementLine): string =>
  `${type} ${amount}, balance ${balanceAfter}${description === undefined ? '' : `, "${description}"`}`;

/** An account's statement, read beside the ledger's rows of the account. */
interface Walk {
  readonly lines: AsyncIterator<StatementLine>;
  printed: string;
}

/**
 * Compares every account's statement, line by line over all of its pages, and its balance with what the bank printed.
 * @returns how many statements were read
 */
export const checkStatements = async (
  rows: AsyncIterable<LedgerRow>,
  { services: { bankCommand }, concurrency }: ReplayContext,
  advance: () => void,
  givenUp: ReadonlySet<string>,
  differences: Differences,
): Promise<number> => {
  const walks = new Map<string, Walk>();
  await eachByKey(rows, { keyOf: ({ account }) => account, concurrency }, async (row) => {
    advance();
    const { account } = row;
    if (givenUp.has(account)) return;
    const walk = walks.get(account) ?? { lines: statementLines(bankCommand, account), printed: '' };
    walks.set(account, walk);
    walk.printed = row.balanceAfter;
    const found = await walk.lines.next();
    const expected = inWords(expectedLine(row));
    const stated = found.done === true ? 'nothing' : inWords(found.value);
    if (stated !== expected) {
      differences.add(
        `line ${row.line}, account ${account}: the statement says ${stated}; the bank printed ${expected}`,
      );
    }
  });
  await eachByKey(ends(walks), { keyOf: ([account]) => account, concurrency }, async ([account, walk]) => {
    let extra = 0;
    while ((await walk.lines.next()).done !== true) extra += 1;
    if (extra > 0)
      differences.add(`account ${account}: the statement has ${counted(extra, 'line')} more than the ledger`);
    const request = { method: 'GET', path: `/accounts/${accountIdOf(account)}` } as const;
    const { balance } = await bankCommand.expect(request, 200, accountSchema);
    if (balance !== walk.printed) {
      differences.add(`account ${account}: the balance is ${balance}, the bank printed ${walk.printed}`);
    }
  });
  return walks.size;
};

async function* ends(walks: ReadonlyMap<string, Walk>): AsyncGenerator<readonly [string, Walk]> {
  yield* walks;
}
