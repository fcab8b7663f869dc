import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { account, requireOpen } from '@event-sourcing/bank-domain';
import { EventStore, type Position, toPosition } from '@event-sourcing/event-store';
import { untilLeft, validationFailed } from '@event-sourcing/service-chassis';
import { requireOwnAccount } from '../../ownership';
import type { AccountAt } from './get-account.query';
import { GetPastAccount } from './get-past-account.query';

@QueryHandler(GetPastAccount)
export class GetPastAccountHandler implements IQueryHandler<GetPastAccount> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, moment, caller }: GetPastAccount): Promise<AccountAt> {
    const position =
      'at' in moment ? await this.#positionAt(moment.at) : await this.#knownPosition(moment.position);
    const { state } = await this.store.stateAt(account(accountId), position, untilLeft());
    const open = requireOpen(state, accountId);
    // Whose it was then.
    requireOwnAccount(caller, open);
    return { account: open, position };
  }

  async #knownPosition(position: number): Promise<Position> {
    const head = await this.store.head();
    if (position > head) {
      throw validationFailed([
        { path: 'position', message: `must not be beyond the head of the log, ${head}` },
      ]);
    }
    return toPosition(position);
  }

  async #positionAt(time: Date): Promise<Position> {
    if (time > this.store.log.now() && time > (await this.#lastRecordedAt())) {
      throw validationFailed([{ path: 'at', message: 'must not be in the future' }]);
    }
    return this.store.log.positionAt(time);
  }

  /** Instances reckon the database's time on their own: a time that the log has given out is never in the future. */
  async #lastRecordedAt(): Promise<Date> {
    const head = await this.store.head();
    // As it is stored: whatever was recorded last, this service need not know its type.
    const last = this.store.log.read(undefined, { after: toPosition(Math.max(0, head - 1)), upTo: head });
    for await (const { recordedAt } of last) return recordedAt;
    return new Date(0);
  }
}
