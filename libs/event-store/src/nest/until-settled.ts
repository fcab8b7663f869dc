import { performance } from 'node:perf_hooks';
import { pause } from '../async';
import { EventStoreError } from '../contract';
import type { EventStore } from '../event-store';
import type { SubscriptionStatus, WaitOptions } from '../subscriptions';

/** What reads the log and tells how far it is. */
interface Reader {
  readonly name: string;
  tryWaitFor(position: number, options: WaitOptions): Promise<number>;
  status(): Promise<SubscriptionStatus>;
}

/** What does something when its time has come. */
interface Waiting {
  readonly name: string;
  isSettled(): Promise<boolean>;
}

/** Who is waited for. */
interface Busy {
  readonly readers: readonly Reader[];
  readonly processes: readonly Waiting[];
}

const LOOK_AGAIN_MS = 5;
const NEVER = new AbortController().signal;

/** Waits until all readers are at the head, nothing is due, and it is still the head then. @throws EventStoreError `not-settled` */
export const untilSettled = async (
  store: Pick<EventStore, 'head'>,
  { readers, processes }: Busy,
  timeoutMs: number,
): Promise<number> => {
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    const head = await store.head();
    const left = Math.max(0, Math.ceil(giveUpAt - performance.now()));
    const reached = await Promise.all(readers.map((reader) => reader.tryWaitFor(head, { timeoutMs: left })));
    if (reached.some((position) => position < head)) throw await notSettled(readers, head, timeoutMs);
    const settled = await Promise.all(processes.map((process) => process.isSettled()));
    if (settled.every(Boolean)) {
      if ((await store.head()) === head) return head;
      continue;
    }
    const due = processes.filter((_, index) => !settled[index]).map(({ name }) => name);
    if (performance.now() > giveUpAt) throw await notSettled(readers, head, timeoutMs, due);
    await pause(LOOK_AGAIN_MS, NEVER);
  }
};

const notSettled = async (
  readers: readonly Reader[],
  head: number,
  timeoutMs: number,
  due: readonly string[] = [],
): Promise<EventStoreError> => {
  const all = await Promise.all(readers.map((reader) => reader.status()));
  const behind = all.filter(({ position }) => position < head);
  const named = behind.map(
    ({ name, position, error }) => `${name} is at ${position}${error ? ` (${error})` : ''}`,
  );
  named.push(...due.map((name) => `${name} has deadlines that have come`));
  return new EventStoreError(
    'not-settled',
    `Not settled within ${timeoutMs} ms: the log is at ${head}, ${named.join(', ') || 'and grows on'}. ` +
      'Look at what they fail at; a process that runs no subscriptions waits for those that do.',
    { head, behind: behind.map(({ name, position, error }) => ({ name, position, error: error ?? null })) },
  );
};
