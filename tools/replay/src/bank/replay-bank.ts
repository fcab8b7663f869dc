import { goodRows, ledgerRows, type Survey } from '../files';
import { count, counted } from '@event-sourcing/tools-kit';
import { Differences } from '../differences';
import type { Outcome, ReplayContext } from '../replay-context';
import { headOf } from '../services';
import { Tally } from '../tally';
import { checkStatements } from './check-statements';
import { postLedger } from './post-ledger';

/**
 * Replays a ledger that was surveyed before: posts its rows, then reads every statement back.
 * @throws ToolError
 */
export const replayBank = async (
  path: string,
  { rows, keys }: Survey,
  context: ReplayContext,
): Promise<Outcome> => {
  const head = await headOf(context.services.bankCommand);
  const differences = new Differences();
  const accounts = new Tally(head);
  const transactions = new Tally(head);

  const read = () => goodRows(ledgerRows(path));
  const givenUp = await context.phase('transactions', rows, (advance) =>
    postLedger(read(), context, advance, { accounts, transactions, differences }),
  );
  const statements = await context.phase('statement lines', rows, (advance) =>
    checkStatements(read(), context, advance, givenUp, differences),
  );

  const equal =
    differences.count === 0
      ? 'every balance and every statement equal to what the bank printed.'
      : `${counted(differences.count, 'difference')} to what the bank printed.`;
  return {
    summary: [
      `${counted(keys, 'account')}, ${counted(rows, 'transaction')}: ${equal}`,
      `New in this run: ${counted(accounts.fresh, 'account')} and ${counted(transactions.fresh, 'transaction')}. ` +
        `There before: ${counted(accounts.earlier, 'account')} and ${counted(transactions.earlier, 'transaction')}. ` +
        `Statements read back: ${count(statements)}.`,
    ],
    differences: differences.lines(),
  };
};
