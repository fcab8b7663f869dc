import { goodRows, ledgerRows, type Survey } from '../files';
import { readProjections } from '../http';
import type { ReplayContext } from '../replay-context';
import { count, counted } from '@event-sourcing/progress';
import { Differences, Tally, type Outcome } from '../report';
import { checkStatements } from './check-statements';
import { postLedger } from './post-ledger';

/**
 * Replays a ledger that was surveyed before: posts its rows, then reads every statement back.
 * @throws ReplayError
 */
export const replayBank = async (
  path: string,
  { rows, keys }: Survey,
  context: ReplayContext,
): Promise<Outcome> => {
  const { progress } = context;
  const { head } = await readProjections(context.services.bankCommand);
  const differences = new Differences();
  const accounts = new Tally(head);
  const transactions = new Tally(head);

  progress.start('transactions', rows);
  const posted = goodRows(ledgerRows(path));
  const givenUp = await postLedger(posted, context, { accounts, transactions, differences });
  progress.stop();

  progress.start('statement lines', rows);
  const statements = await checkStatements(goodRows(ledgerRows(path)), context, givenUp, differences);
  progress.stop();

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
