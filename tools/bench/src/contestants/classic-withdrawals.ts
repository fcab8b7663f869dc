import { setImmediate as nextTurn } from 'node:timers/promises';
import { accountTag, type AccountId } from '@event-sourcing/bank-domain';
import { MongoServerError, type Collection } from 'mongodb';
import { expectSame } from '../bench-error';
import { WITHDRAWN } from './account-holder';
import { DECISIVE, DURABLE } from './durability';
import { centsOf } from './ledger';
import { metadata } from './payload';
import { eventDocument, type EventDocument } from './raw-log';

const DUPLICATE_KEY = 11_000;

/** A worker of the classic algorithm: folds what is new, decides, inserts the next number, and again on a duplicate. */
export class ClassicHolder {
  #highest = 0;
  #cents = 0;
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
      try {
        await this.events.insertOne(eventDocument(this.#highest + 1, event, metadata()), DURABLE);
        this.#withdrawals += 1;
        return;
      } catch (error) {
        if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
        await nextTurn();
      }
    }
  }

  /** @throws BenchError `wrong-result` unless so many withdrawals are stored */
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
