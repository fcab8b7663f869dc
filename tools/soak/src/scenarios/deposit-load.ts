import { createClient, type DepositMoneyData } from '@event-sourcing/service-clients';
import autocannon from 'autocannon';

export interface DepositLoadOptions {
  readonly url: string;
  /** Deposits of 0.01 go to each in turn. */
  readonly accounts: readonly string[];
  readonly clients: number;
  readonly seconds: number;
  /** All together; as fast as they are answered, if not given. */
  readonly perSecond?: number;
}

/** What came of it; times in milliseconds. */
export interface DepositLoad {
  /** Answers of each status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Deposits that were acknowledged. */
  readonly made: number;
  /** Connections that broke, and requests without an answer. */
  readonly unanswered: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

const REQUEST_TIMEOUT_S = 30;

const DEPOSIT = { url: '/accounts/{accountId}/deposits', body: { amount: '0.01' } } as const;
const { buildUrl } = createClient({ baseUrl: '' });

/** Clients that deposit, each the next time as soon as it is answered. */
export const depositLoad = async ({
  url,
  accounts,
  clients,
  seconds,
  perSecond,
}: DepositLoadOptions): Promise<DepositLoad> => {
  const statuses = new Map<number, number>();
  const { errors, timeouts, latency } = await autocannon({
    url,
    connections: clients,
    duration: seconds,
    timeout: REQUEST_TIMEOUT_S,
    // Else the time that a client waits for its own turn to send would count as an answer's.
    ...(perSecond !== undefined && { overallRate: perSecond, ignoreCoordinatedOmission: true }),
    setupClient: (client) => {
      client.on('response', (status) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      });
    },
    requests: accounts.map((accountId) => ({
      method: 'POST',
      path: buildUrl<DepositMoneyData>({ ...DEPOSIT, path: { accountId } }),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(DEPOSIT.body),
    })),
  });
  const { p50, p99, max: most } = latency;
  return { statuses, made: statuses.get(201) ?? 0, unanswered: errors + timeouts, p50, p99, most };
};
