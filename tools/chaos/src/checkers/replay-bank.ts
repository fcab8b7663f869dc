import { z } from 'zod';
import { eventsOf, type RawCommit, type RawEvent } from '../evidence/raw-log';

const cents = z.string().transform((amount) => Math.round(Number(amount) * 100));
const event = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('AccountOpened'),
    data: z.object({ accountId: z.string(), owner: z.string() }),
  }),
  z.object({ type: z.literal('AccountClosed'), data: z.object({ accountId: z.string() }) }),
  z.object({
    type: z.enum(['MoneyDeposited', 'MoneyWithdrawn']),
    data: z.object({ accountId: z.string(), amount: cents }),
  }),
  z.object({
    type: z.literal('MoneyTransferred'),
    data: z.object({ from: z.string(), to: z.string(), amount: cents }),
  }),
]);

/** What an event of the bank says. */
export type BankEvent = z.output<typeof event>;

export const bankEvent = (raw: RawEvent): BankEvent => event.parse(raw);

/** How an account stood from a position on; `undefined`: it was not open. */
export interface Standing {
  readonly position: number;
  readonly account: { readonly owner: string; readonly balance: number } | undefined;
}

const changesOf = (said: BankEvent): readonly (readonly [account: string, by: number])[] => {
  switch (said.type) {
    case 'MoneyDeposited':
      return [[said.data.accountId, said.data.amount]];
    case 'MoneyWithdrawn':
      return [[said.data.accountId, -said.data.amount]];
    case 'MoneyTransferred':
      return [
        [said.data.from, -said.data.amount],
        [said.data.to, said.data.amount],
      ];
    default:
      return [];
  }
};

/** The bank, told from its events alone. */
export class ReplayedBank {
  readonly #standings = new Map<string, Standing[]>();
  /** What no bank would have done. */
  readonly faults: string[] = [];

  constructor(log: readonly RawCommit[]) {
    for (const { position, event: raw } of eventsOf(log)) this.#take(position, bankEvent(raw));
  }

  /** How an account stood as of a position. */
  at(account: string, position: number): Standing['account'] {
    return this.#standings.get(account)?.findLast((standing) => standing.position <= position)?.account;
  }

  /** The accounts that there ever were. */
  accounts(): readonly string[] {
    return [...this.#standings.keys()];
  }

  #take(position: number, said: BankEvent): void {
    if (said.type === 'AccountOpened') {
      const { accountId, owner } = said.data;
      if (this.at(accountId, position)) this.faults.push(`At ${position} ${accountId} is opened again.`);
      this.#stand(accountId, { position, account: { owner, balance: 0 } });
    } else if (said.type === 'AccountClosed') {
      const { accountId } = said.data;
      const balance = this.at(accountId, position)?.balance;
      if (balance !== 0)
        this.faults.push(`At ${position} ${accountId} is closed with ${balance ?? 'no account'}.`);
      this.#stand(accountId, { position, account: undefined });
    }
    for (const [accountId, by] of changesOf(said)) {
      const before = this.at(accountId, position);
      if (!before) this.faults.push(`At ${position} money moves on ${accountId}, which is not open.`);
      const balance = (before?.balance ?? 0) + by;
      if (balance < 0) this.faults.push(`At ${position} ${accountId} has ${balance}.`);
      this.#stand(accountId, { position, account: { owner: before?.owner ?? '', balance } });
    }
  }

  #stand(account: string, standing: Standing): void {
    const standings = this.#standings.get(account) ?? [];
    standings.push(standing);
    this.#standings.set(account, standings);
  }
}
