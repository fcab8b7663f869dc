import type { ProjectionRunner } from '../projections';
import type { ReactionRunner } from '../reactions';
import type { TimerRunner } from '../timers';
import type { DeadlineTimer, OpenProcesses } from './deadlines';

/** How the processes of a manager are doing, as any instance can tell. */
export interface ProcessStatus {
  readonly name: string;
  /** Those that have not ended. */
  readonly open: number;
  /** Those whose deadline has come and is not met. */
  readonly due: number;
  /** The one whose deadline came first. */
  readonly oldest?: { readonly id: string; readonly dueAt: Date };
}

/** What meets the deadlines of a process manager. */
export interface Deadlines {
  /** Of the processes that have not ended. */
  readonly processes: ProjectionRunner<OpenProcesses>;
  readonly timer: TimerRunner;
  readonly meets: DeadlineTimer;
}

/** What a process manager is made of. */
export interface ProcessParts {
  /** Absent: it has no deadlines. */
  readonly deadlines?: Deadlines;
  /** Absent: it does nothing after events. */
  readonly reaction?: ReactionRunner;
}

/** A process manager in a process of the application. */
export class ProcessRunner {
  constructor(
    readonly name: string,
    readonly parts: ProcessParts,
    private readonly now: () => Date,
  ) {}

  /** Runs it in this process whenever no other instance does, until it is stopped. */
  start(): void {
    for (const part of this.#all) part.start();
  }

  /** Finishes what is in flight, for at most two seconds, and gives the leases back. */
  async stop(): Promise<void> {
    await Promise.all(this.#all.map((part) => part.stop()));
  }

  /** How it is doing, wherever it runs. @throws EventStoreError `projection-not-ready` */
  async status(): Promise<ProcessStatus> {
    const { name } = this;
    const { deadlines } = this.parts;
    if (!deadlines) return { name, open: 0, due: 0 };
    const due = { dueAt: { $lte: this.now() } };
    return deadlines.processes.read(async (reading) => {
      const model = reading.model('processes');
      const [oldest] = await model.find(due, { limit: 1 }).sort({ dueAt: 1 }).toArray();
      return {
        ...{ name, open: await model.count({}), due: await model.count(due) },
        ...(oldest?.dueAt && { oldest: { id: oldest._id, dueAt: oldest.dueAt } }),
      };
    });
  }

  /** Whether every deadline that has come is met, or rests after a try in this process. */
  async isSettled(): Promise<boolean> {
    return !this.parts.deadlines || (await this.parts.deadlines.meets.due()) === 0;
  }

  get #all() {
    const { deadlines, reaction } = this.parts;
    return [deadlines?.processes, deadlines?.timer, reaction].filter((part) => part !== undefined);
  }
}
