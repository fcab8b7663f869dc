import { withTimeout } from '../../async';
import { isEventStoreError, type Position } from '../../contract';
import type { EventStore } from '../../event-store';
import { isRefusal, voidedByEverything } from '../../models';
import { REACTION_DEFAULTS } from '../../reactions';
import type { ProcessManager } from '../process-manager';
import { stepsBy } from '../steps';
import type { WaitingProcess } from './open-processes';

/** What came of a deadline. */
export type Met =
  /** The process has gone on. */
  | { readonly kind: 'met'; readonly position: Position }
  /** The log has another deadline for it, or none. */
  | { readonly kind: 'gone' }
  /** It could not be met now. */
  | { readonly kind: 'standing'; readonly error?: unknown };

/** What deadlines are met with. */
export interface Meeting {
  readonly store: EventStore;
  readonly now: Date;
  readonly stopping: AbortSignal;
  /** Names a deadline, or one effect of it, the same at every try. */
  readonly keyOf: (process: WaitingProcess, effect?: string) => string;
}

/** What is wrong with the store, not with a process. */
const OF_THE_STORE = ['store-unavailable', 'outcome-unknown', 'closed', 'log-diverged'] as const;

/**
 * Does what is due. That the log still has the deadline is part of each decision, and a condition of its commit: it is met
 * once, by whichever instance, however often it is tried.
 * @throws EventStoreError when the store cannot be reached, or the outcome is unknown: try again
 */
export const meetDeadline = async (
  manager: ProcessManager,
  waiting: WaitingProcess,
  meeting: Meeting,
): Promise<Met> => {
  try {
    return await met(manager, waiting, meeting);
  } catch (error) {
    if (OF_THE_STORE.some((code) => isEventStoreError(error, code))) throw error;
    const isExpected =
      meeting.stopping.aborted || isRefusal(error) || isEventStoreError(error, 'retries-exhausted');
    return { kind: 'standing', ...(!isExpected && { error }) };
  }
};

const met = async (manager: ProcessManager, waiting: WaitingProcess, meeting: Meeting): Promise<Met> => {
  const { store, now, stopping, keyOf } = meeting;
  const { id, state, dueAt } = waiting;
  const { timeoutMs = REACTION_DEFAULTS.timeoutMs } = manager;
  const model = voidedByEverything(manager.model(id));
  const stands = (found: unknown) => manager.deadline?.(found)?.getTime() === dueAt.getTime();
  let outcome: Met | undefined;
  const decide = stepsBy({
    ...{ store, model, stands },
    optionsOf: ({ metadata }) => (metadata ? { metadata } : {}),
    taken: async (decided) => {
      if (outcome?.kind === 'met') return;
      if (decided.kind === 'written') {
        const { process } = await decided.statesAtCommit();
        outcome = stands(process)
          ? { kind: 'standing' }
          : { kind: 'met', position: decided.commit.lastPosition };
      } else outcome = { kind: stands(decided.states.process) ? 'standing' : 'gone' };
    },
  });
  const late = new AbortController();
  const work = manager.onDeadline?.({
    ...{ id, state, dueAt, now, decide },
    idempotencyKey: keyOf(waiting),
    keyFor: (effect) => keyOf(waiting, effect),
    signal: AbortSignal.any([stopping, late.signal]),
  });
  await withTimeout(timeoutMs, Promise.resolve(work), () => {
    const error = new Error(`No answer within ${timeoutMs} ms.`);
    late.abort(error);
    return error;
  });
  if (outcome) return outcome;
  // It may have been met by other means than its own.
  const found = await store.stateOf(model);
  return stands(found.state) ? { kind: 'standing' } : { kind: 'met', position: found.position };
};
