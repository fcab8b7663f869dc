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
import { ordersReading } from './orders-reading.fixture';
import { isOfOrder, type BankLogEvent } from './of-order.fixture';

type Recorded = RecordedEvent<BankEvent>;

/** What must be read of a history for ever: all that is known of it outside. */
export const bankReading = (events: readonly RecordedEvent<BankLogEvent>[]) => ({
  ...accountsReading(events.filter((event): event is Recorded => !isOfOrder(event))),
  standingOrders: ordersReading(events.filter(isOfOrder)),
});

/** The accounts, their statements, and the notices to those who received money. */
const accountsReading = (events: readonly Recorded[]) => ({
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
