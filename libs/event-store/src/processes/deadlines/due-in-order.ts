import type { ProcessManager } from '../process-manager';
import { type WaitingProcess, waitingProcess, withDeadline } from './open-processes';

/** What the process waits for once its deadline is met, as far as its manager can tell. */
export const assumedMet = (
  manager: ProcessManager,
  { id, state }: WaitingProcess,
): WaitingProcess | undefined => {
  if (!manager.assumeMet) return undefined;
  return waitingProcess(id, withDeadline(manager, id, manager.assumeMet(state)));
};

/**
 * The deadlines of some processes up to a time, the earliest first; each as the process that waits for it.
 * @param limit at most so many, from 1
 */
export const dueInOrder = (
  manager: ProcessManager,
  processes: Iterable<WaitingProcess>,
  now: Date,
  limit: number,
): readonly WaitingProcess[] => {
  const waiting = [...processes];
  const due: WaitingProcess[] = [];
  while (due.length < limit) {
    const first = earliest(waiting, now);
    if (!first) break;
    due.push(first);
    const next = assumedMet(manager, first);
    waiting.splice(waiting.indexOf(first), 1, ...(next ? [next] : []));
  }
  return due;
};

const earliest = (processes: readonly WaitingProcess[], now: Date): WaitingProcess | undefined =>
  processes
    .filter(({ dueAt }) => dueAt <= now)
    .reduce<WaitingProcess | undefined>(
      (first, process) => (first && first.dueAt <= process.dueAt ? first : process),
      undefined,
    );
