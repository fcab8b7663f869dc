import { performance } from 'node:perf_hooks';
import { EventStoreError } from '../contract';
import type { EventStore } from '../event-store';
import type { SubscriptionStatus, WaitOptions } from '../subscriptions';

/** What reads the log and tells how far it is. */
interface Reader {
  readonly name: string;
  waitFor(position: number, options: WaitOptions): Promise<number>;
  status(): Promise<SubscriptionStatus>;
}

/** Waits until all readers are at the head, and it is still the head then. @throws EventStoreError `not-settled` */
export const untilSettled = async (
  store: Pick<EventStore, 'head'>,
  readers: readonly Reader[],
  timeoutMs: number,
): Promise<number> => {
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    const head = await store.head();
    const left = Math.max(0, Math.ceil(giveUpAt - performance.now()));
    const reached = await Promise.all(readers.map((reader) => reader.waitFor(head, { timeoutMs: left })));
    if (reached.some((position) => position < head)) throw await notSettled(readers, head, timeoutMs);
    if ((await store.head()) === head) return head;
  }
};

const notSettled = async (
  readers: readonly Reader[],
  head: number,
  timeoutMs: number,
): Promise<EventStoreError> => {
  const all = await Promise.all(readers.map((reader) => reader.status()));
  const behind = all.filter(({ position }) => position < head);
  const named = behind.map(
    ({ name, position, error }) => `${name} is at ${position}${error ? ` (${error})` : ''}`,
  );
  return new EventStoreError(
    'not-settled',
    `Not settled within ${timeoutMs} ms: the log is at ${head}, ${named.join(', ') || 'and grows on'}. ` +
      'Look at what they fail at; a process that runs no subscriptions waits for those that do.',
    { head, behind: behind.map(({ name, position, error }) => ({ name, position, error: error ?? null })) },
  );
};
