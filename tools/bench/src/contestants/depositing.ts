import { expectSame } from '../expect-same';
import type { Sample } from '../harness/row';
import { httpLoad } from '../load/http-load';

const CENTS = 1_250;
const BODY = JSON.stringify({ amount: '12.50', description: 'cash at the counter' });

/** Deposits over HTTP, to some accounts in turn, and how much each was told that it got. */
export class Depositing {
  readonly #deposits: Map<string, number>;

  constructor(
    private readonly address: string,
    accountIds: readonly string[],
  ) {
    this.#deposits = new Map(accountIds.map((id) => [id, 0]));
  }

  get count(): number {
    return [...this.#deposits.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Posts so many. */
  run(amount: number): Promise<Sample> {
    const requests = [...this.#deposits.keys()].map((id) => ({
      path: `/accounts/${id}/deposits`,
      body: BODY,
      asked: () => () => void this.#deposits.set(id, (this.#deposits.get(id) ?? 0) + 1),
    }));
    return httpLoad({ addresses: [this.address], amount, requests });
  }

  /** @throws ToolError `wrong-result` unless each account holds what was acknowledged */
  async check(centsOf: (accountId: string) => Promise<number>): Promise<void> {
    for (const [id, count] of this.#deposits) {
      expectSame(`cents of ${id} after ${count} deposits`, await centsOf(id), count * CENTS);
    }
  }
}
