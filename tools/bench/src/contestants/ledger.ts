import { expectSame } from '../expect-same';

/** What was acknowledged, for a comparison with what is stored. */
export class Ledger {
  readonly #cents = new Map<string, number>();
  #events = 0;

  /** Adds up what is stored, in the order of its positions, read without the code that wrote it. */
  static async ofStored(
    commits: AsyncIterable<{
      readonly position: number;
      readonly events: readonly { readonly data: object }[];
    }>,
  ): Promise<Ledger> {
    const ledger = new Ledger();
    for await (const { position, events } of commits) {
      expectSame('position', position, ledger.events + 1);
      for (const { data } of events) ledger.add(data);
    }
    return ledger;
  }

  get events(): number {
    return this.#events;
  }

  /** Adds a deposit by its data. */
  add(deposit: object): void {
    const account = 'accountId' in deposit ? String(deposit.accountId) : '';
    this.merge(1, [[account, 'amount' in deposit ? centsOf(String(deposit.amount)) : Number.NaN]]);
  }

  /** What another process kept. */
  merge(events: number, cents: Iterable<readonly [string, number]>): void {
    this.#events += events;
    for (const [account, sum] of cents) this.#cents.set(account, (this.#cents.get(account) ?? 0) + sum);
  }

  entries(): readonly (readonly [string, number])[] {
    return [...this.#cents];
  }

  /** @throws ToolError `wrong-result` unless what is stored is what was acknowledged, to the cent */
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
