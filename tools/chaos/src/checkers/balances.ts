import type { Checker } from '../evidence/evidence';
import { eventsOf } from '../evidence/raw-log';
import { bankEvent, ReplayedBank } from './replay-bank';

/** No account is below zero at any position, none moves money while it is not open, none ends with money on it. */
export const noneOverdrawn: Checker = ({ later }) => new ReplayedBank(later.bank).faults;

const cents = (amount: unknown): number => Math.round(Number(amount) * 100);

/**
 * At every position the accounts hold what came into the bank less what left it. Accounts are found by the tags of the
 * events, as the store finds them: a transfer that lacks one of its two accounts would show.
 */
export const moneyIsConserved: Checker = ({ later }) => {
  const balances = new Map<string, number>();
  let [held, paidIn] = [0, 0];
  return eventsOf(later.bank).flatMap(({ position, event }) => {
    const { type, data } = bankEvent(event);
    if (type === 'MoneyDeposited') paidIn += data.amount;
    if (type === 'MoneyWithdrawn') paidIn -= data.amount;
    for (const tag of event.tags) {
      if (!tag.startsWith('account:')) continue;
      const account = tag.slice('account:'.length);
      const leaves = type === 'MoneyWithdrawn' || event.data.from === account;
      const by = event.data.amount === undefined ? 0 : cents(event.data.amount) * (leaves ? -1 : 1);
      balances.set(account, (balances.get(account) ?? 0) + by);
      held += by;
    }
    return held === paidIn ? [] : [`At ${position} accounts hold ${held}, and ${paidIn} was paid in.`];
  });
};
