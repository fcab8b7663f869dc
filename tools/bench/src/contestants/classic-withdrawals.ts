import { setImmediate as nextTurn } from 'node:timers/promises';
import { accountTag, type AccountId } from '@event-sourcing/bank-domain';
import type { Collection } from 'mongodb';
import { expectSame } from '../expect-same';
import { WITHDRAWN } from './account-holder';
import { DECISIVE } from './deposit-log';
import { centsOf } from './ledger';
import { insertAt, type EventDocument } from './raw-log';

/** A worker of the classic algorithm: folds what is new, decides, inserts the next number, and again on a duplicate. */
export class ClassicHolder {
  #highest = 0;
  #cents: number;
  #withdrawals = 0;

  constructor(
    private readonly events: Collection<EventDocument>,
    private readonly accountId: AccountId,
    private readonly fundsCents: number,
  ) {
    this.#cents = fundsCents;
  }

  get withdrawals(): number {
    return this.#withdrawals;
  }

  async withdraw(): Promise<void> {
    const data = { accountId: this.accountId, amount: WITHDRAWN, currency: 'EUR' };
    const event = { type: 'MoneyWithdrawn', version: 1, tags: [accountTag(this.accountId)], data };
    for (;;) {
      await this.catchUp();
      if (this.#cents < centsOf(WITHDRAWN)) throw new Error('The account is empty.');
      if (await insertAt(this.events, this.#highest + 1, event)) break;
      await nextTurn();
    }
    this.#withdrawals += 1;
  }

  /** @throws ToolError `wrong-result` unless so many withdrawals are stored */
  async expect(withdrawals: number): Promise<void> {
    await this.catchUp();
    expectSame('classic: withdrawals stored', this.#highest, withdrawals);
    expectSame('classic: cents left', this.#cents, this.fundsCents - withdrawals * centsOf(WITHDRAWN));
  }

  private async catchUp(): Promise<void> {
    const added = this.events.find({ position: { $gt: this.#highest } }, DECISIVE).sort({ position: 1 });
    for await (const { position } of added) {
      expectSame('classic: position', position, this.#highest + 1);
      this.#highest = position;
      this.#cents -= centsOf(WITHDRAWN);
    }
  }
}
