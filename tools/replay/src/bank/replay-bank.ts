import { count, counted, type OperationResult } from '@event-sourcing/tools-kit';
import { headOf, refusalOf, Tally, type Outcome, type ReplayContext } from '../context';
import { eachByKey } from '../each-by-key';
import { goodRows, ledgerRows, type LedgerRow } from '../files';
import { open, post } from './bank-requests';
import { checkStatements } from './check-statements';

const describe = ({ line, account, type, amount }: LedgerRow): string =>
  `line ${line}, account ${account}: ${type} of ${amount}`;

/**
 * Replays a ledger: opens its accounts, posts its rows, comparing each balance that is answered with the printed one,
 * then reads every statement back. An account is given up at its first refusal: what follows would be posted in
 * another order than the ledger's.
 * @throws ToolError
 */
export const replayBank = async (context: ReplayContext): Promise<Outcome> => {
  const { file, survey, services, concurrency, phase } = context;
  const { bankCommand } = services;
  const head = await headOf(bankCommand);
  const [accounts, transactions] = [new Tally(head), new Tally(head)];
  const differences: string[] = [];
  const [opened, givenUp] = [new Set<string>(), new Set<string>()];
  /** @returns whether an answer was none; it is told then */
  const isEnd = (account: string, what: string, answer: OperationResult<unknown>): boolean => {
    const reason = refusalOf(answer);
    if (reason === undefined) return false;
    givenUp.add(account);
    differences.push(`${what} was refused (${reason}); the account's rows end here`);
    return true;
  };
  const replayRow = async (row: LedgerRow): Promise<void> => {
    const { account, balanceAfter } = row;
    if (!opened.has(account)) {
      opened.add(account);
      const answer = await open(bankCommand, account);
      if (!isEnd(account, `account ${account}: its opening`, answer)) accounts.count(answer);
    }
    if (givenUp.has(account)) return;
    const answer = await post(bankCommand, row);
    if (isEnd(account, describe(row), answer)) return;
    const { balance } = transactions.count(answer);
    if (balance !== balanceAfter)
      differences.push(`${describe(row)} left ${balance}, the bank printed ${balanceAfter}`);
  };
  const keyOf = ({ account }: LedgerRow): string => account;
  await phase('transactions', (advance) =>
    eachByKey(goodRows(ledgerRows(file)), { keyOf, concurrency }, (row) => replayRow(row).then(advance)),
  );
  await phase('statement lines', async (advance) => {
    differences.push(...(await checkStatements(context, advance, givenUp)));
  });
  const equal =
    differences.length === 0
      ? 'every balance and every statement equal to what the bank printed.'
      : `${counted(differences.length, 'difference')} to what the bank printed.`;
  return {
    summary: [
      `${counted(survey.keys, 'account')}, ${counted(survey.rows, 'transaction')}: ${equal}`,
      `New in this run: ${counted(accounts.fresh, 'account')} and ${counted(transactions.fresh, 'transaction')}. ` +
        `There before: ${counted(accounts.earlier, 'account')} and ${counted(transactions.earlier, 'transaction')}. ` +
        `Statements read back: ${count(opened.size - givenUp.size)}.`,
    ],
    differences,
  };
};
