import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const TRIES = 200;
const PAUSE_MS = 100;
const ANSWER_WITHIN_MS = 10_000;

/** Whether it is worth asking again: nobody answered, or somebody said to come back. */
const isPassing = (response: Response | undefined): boolean =>
  response === undefined || response.status >= 500;

/**
 * Sends a request until it is answered for good; under one key, so that it is done once.
 * @param addresses tried in turn
 * @throws Error when it is refused, or nobody answers for long
 */
export const ask = async (
  addresses: readonly string[],
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<unknown> => {
  const key = randomUUID();
  for (let tries = 0; tries < TRIES; tries += 1) {
    const address = addresses[tries % addresses.length] ?? '';
    const response = await fetch(`${address}${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).catch(() => undefined);
    if (!response || isPassing(response)) {
      await pause(PAUSE_MS);
      continue;
    }
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
  throw new Error(`${method} ${path}: no answer.`);
};

/** Does work for each of some items, a few at a time. */
export const each = async <Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> => {
  const left = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of left) await work(item);
    }),
  );
};
