import type { FakeAnswer, FakeLog } from './fake-log';

interface Line {
  readonly type: string;
  readonly amount: string;
  readonly balanceAfter: string;
  readonly description?: string;
}

const cents = (amount: string): bigint => BigInt(amount.replace('.', ''));
const decimal = (value: bigint): string => {
  const digits = String(value < 0n ? -value : value).padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const refuse = (status: number, code: string): FakeAnswer => ({ status, body: { code, status } });

/** The bank of the contract, as far as a replay uses it, in memory. */
export class FakeBank {
  readonly accounts = new Map<string, { lines: Line[] }>();

  constructor(private readonly log: FakeLog) {}

  open({ accountId }: Readonly<Record<string, string>>): FakeAnswer {
    if (accountId === undefined || this.accounts.has(accountId)) return refuse(409, 'account-already-exists');
    this.accounts.set(accountId, { lines: [] });
    return {
      status: 201,
      body: { accountId, currency: 'CZK', balance: '0.00' },
      position: this.log.append(),
    };
  }

  post(accountId: string, type: string, body: Readonly<Record<string, string>>): FakeAnswer {
    const account = this.accounts.get(accountId);
    if (account === undefined) return refuse(404, 'account-not-found');
    const difference = cents(body.amount ?? '') * (type === 'withdrawal' ? -1n : 1n);
    const balance = cents(account.lines.at(-1)?.balanceAfter ?? '0.00') + difference;
    if (balance < 0n) return refuse(422, 'insufficient-funds');
    const { description } = body;
    account.lines.push({
      type,
      amount: decimal(difference),
      balanceAfter: decimal(balance),
      ...(description !== undefined && { description }),
    });
    return { status: 201, body: { balance: decimal(balance) }, position: this.log.append() };
  }

  account(accountId: string): FakeAnswer {
    const account = this.accounts.get(accountId);
    if (account === undefined) return refuse(404, 'account-not-found');
    return { status: 200, body: { balance: account.lines.at(-1)?.balanceAfter ?? '0.00' } };
  }

  /** Pages of three lines, whatever the limit, so that small tests have several. */
  statement(accountId: string, cursor: string | null): FakeAnswer {
    const account = this.accounts.get(accountId);
    if (account === undefined) return refuse(404, 'account-not-found');
    const from = Number(cursor ?? 0);
    const more = account.lines.length > from + 3 ? { nextCursor: String(from + 3) } : {};
    return { status: 200, body: { lines: account.lines.slice(from, from + 3), ...more } };
  }
}
