import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  account,
  type Account,
  type Money,
  requireOpen,
  type StatementLine,
  statementLines,
  zero,
} from '@event-sourcing/bank-domain';
import { EventStore, type Position, toPosition } from '@event-sourcing/event-store';
import { keyset, type Page, readPage, untilLeft } from '@event-sourcing/service-chassis';
import { requireOwnAccount } from '../../ownership';
import { GetStatement, type StatementFound, type StatementPage, type TimeRange } from './get-statement.query';
import { recordedBankEvents } from './recorded-bank-events';

/** A stretch of the log. */
interface Stretch {
  readonly after: Position;
  readonly upTo: Position;
}

/** Reads what a page holds, and a balance at one end of it: not the life that the account has behind it. */
@QueryHandler(GetStatement)
export class GetStatementHandler implements IQueryHandler<GetStatement> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, page, caller }: GetStatement): Promise<StatementFound> {
    const { state, position } = await this.store.stateOf(account(accountId), untilLeft());
    const open = requireOpen(state, accountId);
    requireOwnAccount(caller, open);
    const stretch = await this.#stretchOf(page.range, { after: open.openedAtPosition, upTo: position });
    const openingBalance = await this.#balanceAt(open, stretch.after);
    const lines = await this.#page(open, { ...stretch, openingBalance }, page);
    return { account: open, openingBalance, ...lines, position };
  }

  /** What was recorded in a stretch of time, within the account's life. */
  async #stretchOf({ from, to }: TimeRange, life: Stretch): Promise<Stretch> {
    const [before, last] = await Promise.all([this.#lastBefore(from), this.#lastBefore(to)]);
    const upTo = toPosition(Math.min(life.upTo, last ?? life.upTo));
    const after = toPosition(Math.min(life.upTo, Math.max(life.after, before ?? life.after)));
    return { after, upTo };
  }

  /** Times are recorded to the millisecond. */
  async #lastBefore(time: Date | undefined): Promise<Position | undefined> {
    return time && this.store.log.positionAt(new Date(time.getTime() - 1));
  }

  async #page(
    open: Account,
    { after, upTo, openingBalance }: Stretch & { readonly openingBalance: Money },
    page: StatementPage,
  ): Promise<Page<StatementLine>> {
    const { accountId } = open;
    const { order, cursor } = page;
    const isUp = order === 'asc';
    const range = {
      after: toPosition(isUp ? Math.max(after, cursor ?? after) : after),
      upTo: toPosition(isUp ? upTo : Math.min(upTo, (cursor ?? upTo + 1) - 1)),
    };
    const limit = keyset(page).atMost;
    const { query } = account(accountId);
    const read = this.store.read(query, { ...range, ...untilLeft(), limit, backwards: !isUp });
    const [found, balance] = await Promise.all([
      readPage(recordedBankEvents(read), page, ({ position }) => position),
      isUp && cursor === undefined ? openingBalance : this.#balanceAt(open, isUp ? range.after : range.upTo),
    ]);
    const events = isUp ? found.items : found.items.toReversed();
    const lines = statementLines({ accountId, events, balance, at: isUp ? 'start' : 'end' });
    return { items: isUp ? lines : lines.toReversed(), next: found.next };
  }

  /** What the account held at a position of its present life, which begins with nothing. */
  async #balanceAt(open: Account, position: Position): Promise<Money> {
    if (position <= open.openedAtPosition) return zero(open.currency);
    const { state } = await this.store.stateAt(account(open.accountId), position, untilLeft());
    return requireOpen(state, open.accountId).balance;
  }
}
