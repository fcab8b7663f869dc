import { expectSame } from '../bench-error';

/** What was acknowledged, for a comparison with what is stored. */
export class Ledger {
  readonly #cents = new Map<string, number>();
  #events = 0;

  get events(): number {
    return this.#events;
  }

  add(accountId: string, cents: number): void {
    this.#events += 1;
    this.#cents.set(accountId, (this.#cents.get(accountId) ?? 0) + cents);
  }

  /** What another process kept. */
  merge(events: number, cents: Iterable<readonly [string, number]>): void {
    this.#events += events;
    for (const [account, sum] of cents) this.#cents.set(account, (this.#cents.get(account) ?? 0) + sum);
  }

  entries(): readonly (readonly [string, number])[] {
    return [...this.#cents];
  }

  /** @throws BenchError `wrong-result` unless what is stored is what was acknowledged, to the cent */
  expectStored(who: string, stored: Ledger): void {
    expectSame(`${who}: events stored`, stored.events, this.#events);
    expectSame(`${who}: accounts`, stored.#cents.size, this.#cents.size);
    for (const [account, cents] of this.#cents) {
      expectSame(`${who}: cents of ${account}`, stored.#cents.get(account) ?? 0, cents);
    }
  }
}

/** Cents of an amount as events hold it. */
export const centsOf = (amount: string): number => Math.round(Number(amount) * 100);
