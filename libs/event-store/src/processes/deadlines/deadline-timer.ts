import { START, type Position } from '../../contract';
import type { EventStore } from '../../event-store';
import type { ProjectionRunner } from '../../projections';
import { describeError, type SubscriptionLogger } from '../../subscriptions';
import type { Timer } from '../../timers';
import type { ProcessManager } from '../process-manager';
import { Attempts } from './attempts';
import { assumedMet, dueInOrder } from './due-in-order';
import { type DueLane, LaneTurns } from './lane-turns';
import { meetDeadline, type Meeting, type Met } from './meet-deadline';
import { type OpenProcesses, type WaitingProcess, waitingProcess } from './open-processes';

/** Lanes that have a turn in one round, all at the same time. */
const LANES = 32;
/** Deadlines of one round, the same number for each lane that has a turn. */
const DEADLINES = 1_024;
/** Deadlines of one lane that are begun before the first of them is stored. */
const AHEAD = 32;

/** What the deadlines of a manager are found and met with. */
export interface DeadlineContext extends Pick<Meeting, 'store' | 'keyOf'> {
  readonly manager: ProcessManager;
  readonly store: EventStore;
  readonly processes: Pick<ProjectionRunner<OpenProcesses>, 'read' | 'tryWaitFor'>;
  /** What stood before the manager was first opened is left alone until something happens to it. */
  readonly startedAfter: Position;
  readonly everyMs: number;
  readonly logger: SubscriptionLogger;
  readonly now: () => Date;
}

/**
 * Meets the deadlines that have come, in rounds: each lane in the order of its times, so many in a turn, and the lanes
 * take turns. What becomes due meanwhile waits for one round at most.
 */
export class DeadlineTimer implements Timer {
  readonly name: string;
  readonly everyMs: number;
  readonly #attempts = new Attempts();
  readonly #turns = new LaneTurns(LANES);

  constructor(private readonly context: DeadlineContext) {
    this.name = context.manager.name;
    this.everyMs = context.everyMs;
  }

  async tick(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted && (await this.#round(stopping)));
  }

  /** How many deadlines have come and are to be met at once; those that rest after a try are none. */
  due(): Promise<number> {
    const due = this.#due(this.context.now());
    return this.context.processes.read((reading) => reading.model('processes').count(due));
  }

  /** @returns whether there may be more to do at once */
  async #round(stopping: AbortSignal): Promise<boolean> {
    const now = this.context.now();
    this.#attempts.forget(now);
    const { waiting, isAll } = await this.#inTurn(now);
    const lanes = byLane(waiting);
    const share = Math.floor(DEADLINES / lanes.length);
    const met = await Promise.all(lanes.map((lane) => this.#turn(lane, now, { share, stopping })));
    const last = met.reduce((latest, position) => (position > latest ? position : latest), START);
    if (last === START) return !isAll;
    // What was met is not to be looked at again.
    await this.context.processes.tryWaitFor(last, { timeoutMs: 2_000, signal: stopping });
    return true;
  }

  #due(now: Date) {
    const { startedAfter } = this.context;
    return {
      dueAt: { $lte: now },
      _id: { $nin: [...this.#attempts.resting(now)] },
      ...(startedAfter > START && { lastPosition: { $gt: startedAfter } }),
    };
  }

  /** What is due in the lanes whose turn it is, and whether that is all that is due. */
  #inTurn(now: Date): Promise<{ readonly waiting: readonly WaitingProcess[]; readonly isAll: boolean }> {
    const due = this.#due(now);
    return this.context.processes.read(async (reading) => {
      const model = reading.model('processes');
      const lanes = await model
        .aggregate<DueLane>([
          { $match: due },
          { $group: { _id: '$lane', dueAt: { $min: '$dueAt' } } },
          { $project: { _id: 0, lane: '$_id', dueAt: 1 } },
        ])
        .toArray();
      const turns = this.#turns.next(lanes);
      if (turns.length === 0) return { waiting: [], isAll: true };
      const found = await model
        .find({ lane: { $in: [...turns] }, ...due })
        .sort({ dueAt: 1 })
        .toArray();
      const waiting = found.flatMap(({ _id: id, ...process }) => waitingProcess(id, process) ?? []);
      return { waiting, isAll: turns.length === lanes.length };
    });
  }

  /** So many deadlines of one lane, the earliest first. @returns the position of the last one met */
  async #turn(
    waiting: readonly WaitingProcess[],
    now: Date,
    { share, stopping }: { readonly share: number; readonly stopping: AbortSignal },
  ): Promise<Position> {
    const { manager } = this.context;
    // What a process waits for next is only known where it can be assumed.
    const [most, ahead] = manager.assumeMet ? [share, AHEAD] : [1, 1];
    const open = new Map(waiting.map((process) => [process.id, process]));
    let last: Position = START;
    for (let begun = 0; begun < most && !stopping.aborted; begun += ahead) {
      const due = dueInOrder(manager, open.values(), now, ahead);
      if (due.length === 0) break;
      // Begun in order: each decision counts on those before it, and need not wait for them.
      const outcomes = await Promise.all(due.map((process) => this.#meet(process, now, stopping)));
      for (const [index, process] of due.entries()) {
        // Once one of a process is not met, those after it are not either.
        if (open.get(process.id)?.dueAt.getTime() !== process.dueAt.getTime()) continue;
        const outcome = outcomes[index] ?? { kind: 'gone' };
        if (outcome.kind === 'met') last = outcome.position;
        this.#take(open, process, outcome, now);
      }
    }
    return last;
  }

  #meet(process: WaitingProcess, now: Date, stopping: AbortSignal): Promise<Met> {
    const { manager, store, keyOf } = this.context;
    return meetDeadline(manager, process, { store, keyOf, now, stopping });
  }

  #take(open: Map<string, WaitingProcess>, process: WaitingProcess, met: Met, now: Date): void {
    const { id } = process;
    const next = met.kind === 'met' ? assumedMet(this.context.manager, process) : undefined;
    if (met.kind === 'standing') this.#stands(process, met.error, now);
    else this.#attempts.succeeded(id);
    // Where others have met something it is read again how the process goes on.
    if (next) open.set(id, next);
    else open.delete(id);
  }

  #stands({ id, dueAt }: WaitingProcess, error: unknown, now: Date): void {
    const failures = this.#attempts.failed(id, now);
    if (error === undefined || failures > 1) return;
    const { manager, logger } = this.context;
    logger.warn(
      `${manager.name}: what is due of ${id} since ${dueAt.toISOString()} fails and is tried again: ${describeError(error)}`,
    );
  }
}

const byLane = (waiting: readonly WaitingProcess[]): readonly (readonly WaitingProcess[])[] => {
  const lanes = new Map<string, WaitingProcess[]>();
  for (const process of waiting) lanes.set(process.lane, [...(lanes.get(process.lane) ?? []), process]);
  return [...lanes.values()];
};
