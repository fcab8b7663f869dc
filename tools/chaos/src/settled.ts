import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Instances } from './load/client';

const WITHIN_MS = 120_000;
const ASK_EVERY_MS = 200;

const projections = z.object({ projections: z.array(z.object({ lag: z.number() })) });
const reactions = z.object({ reactions: z.array(z.object({ lag: z.number(), waiting: z.number() })) });

const UNKNOWN = { lag: 1 };

const read = async <Body>(url: string, form: z.ZodType<Body>): Promise<Body | undefined> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return form.safeParse(await response.json()).data;
  } catch {
    return undefined;
  }
};

/** What is not done yet, of everything that reads a log; one that does not answer is behind too. */
const lags = async (instances: Instances): Promise<readonly number[]> => {
  const address = (service: keyof Instances): string => instances[service][0]?.address ?? '';
  const [ofBank, ofMessages, told] = await Promise.all([
    read(`${address('bank-command')}/projections`, projections),
    read(`${address('messages-query')}/projections`, projections),
    read(`${address('bank-command')}/reactions`, reactions),
  ]);
  return [
    ...(ofBank?.projections ?? [UNKNOWN]).map(({ lag }) => lag),
    ...(ofMessages?.projections ?? [UNKNOWN]).map(({ lag }) => lag),
    ...(told?.reactions ?? [{ ...UNKNOWN, waiting: 0 }]).map(({ lag, waiting }) => lag + waiting),
  ];
};

/**
 * Waits until every projection and every reaction has come to the end of its log.
 * @returns what is wrong when they do not
 */
export const untilSettled = async (instances: Instances): Promise<readonly string[]> => {
  const giveUpAt = performance.now() + WITHIN_MS;
  for (;;) {
    const behind = await lags(instances);
    if (behind.every((lag) => lag === 0)) return [];
    if (performance.now() > giveUpAt)
      return [`Readers are behind by ${behind.join(', ')} events, and stay so.`];
    await delay(ASK_EVERY_MS);
  }
};
