import { z } from 'zod';
import { countersOf } from './counters';
import type { CountersView, InstanceView } from './views';

const PATIENCE_MS = 2_000;

/** The body of `/health/ready`, whether it says yes or no. */
const readiness = z.object({
  status: z.unknown(),
  checks: z.record(z.string(), z.string()).default({}),
  troubles: z
    .array(
      z.object({
        kind: z.enum(['projection', 'reaction']),
        name: z.string(),
        error: z.string().exactOptional(),
        waiting: z.number().exactOptional(),
        parked: z.number().exactOptional(),
        paused: z.object({}).exactOptional(),
      }),
    )
    .default([]),
});

const get = (url: string): Promise<Response> =>
  fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });

const readinessOf = async (address: string): Promise<Omit<InstanceView, 'address' | 'counters'>> => {
  try {
    const response = await get(`${address}/health/ready`);
    const { status, checks, troubles } = readiness.parse(await response.json());
    const ready = status === 'overloaded' ? 'overloaded' : 'ready';
    return { state: response.ok ? ready : 'not ready', checks, troubles };
  } catch {
    return { state: 'away', checks: {}, troubles: [] };
  }
};

const countersAt = async (metrics: string): Promise<CountersView | undefined> => {
  try {
    const response = await get(`${metrics}/metrics`);
    return response.ok ? countersOf(await response.text()) : undefined;
  } catch {
    return undefined;
  }
};

/** How an instance is doing, as it says itself. */
export const watchInstance = async (address: string, metrics: string | undefined): Promise<InstanceView> => {
  const [ready, counters] = await Promise.all([
    readinessOf(address),
    metrics === undefined ? undefined : countersAt(metrics),
  ]);
  return { address, ...ready, ...(counters && { counters }) };
};
