import type { RecordedEvent } from '@event-sourcing/event-store';
import {
  account,
  noticeText,
  statement,
  type AccountId,
  type AccountState,
  type BankEvent,
  type StatementLine,
} from '../account';
import { formatAmount } from '../money';

type Recorded = RecordedEvent<BankEvent>;

/** What must be read of a history for ever: its accounts as they are known outside, their statements, its notices. */
export const bankReading = (events: readonly Recorded[]) => ({
  accounts: [...new Set(events.flatMap(accountsOf))].map((id) => ({
    id,
    ...stateReading(events.reduce(account(id).evolve, account(id).initial)),
    statement: statement(id, events).lines.map(lineReading),
  })),
  notices: events.flatMap((event) => (event.type === 'MoneyTransferred' ? [noticeText(event.data)] : [])),
});

const accountsOf = (event: Recorded): readonly AccountId[] =>
  event.type === 'MoneyTransferred' ? [event.data.from, event.data.to] : [event.data.accountId];

const stateReading = (state: AccountState) =>
  state.status === 'absent'
    ? { status: state.status }
    : {
        status: state.status,
        owner: state.owner,
        currency: state.currency,
        balance: formatAmount(state.balance),
        openedAt: state.openedAt.toISOString(),
        openedAtPosition: Number(state.openedAtPosition),
        lastPosition: Number(state.lastPosition),
      };

const lineReading = (line: StatementLine) => ({
  transactionId: line.transactionId,
  type: line.type,
  amount: formatAmount(line.amount),
  balanceAfter: formatAmount(line.balanceAfter),
  counterparty: line.counterparty ?? null,
  description: line.description ?? null,
  recordedAt: line.recordedAt.toISOString(),
  position: Number(line.position),
});
