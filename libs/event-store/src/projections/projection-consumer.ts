import { performance } from 'node:perf_hooks';
import { pause, Turns } from '../async';
import type { Commit, Position, Query, RecordedEvent } from '../contract';
import {
  BATCH,
  matchingEvents,
  type Consumer,
  type Consumption,
  type CheckpointOwnership,
} from '../subscriptions';
import { isBatchTooLarge } from './batch-too-large';
import type { OpenModels } from './mongo';
import { retrySetAside } from './retry-set-aside';
import { tracedStep } from './traced-step';

/** What a projection's consumer does. */
export interface ProjectionWork {
  /** Of the projection. */
  readonly name: string;
  readonly query: Query;
  /** See `SubscriptionOptions.checkpointMs`. */
  readonly checkpointMs: number;
  /** Begins anew after a failure, when what is stored is not known any more. */
  readonly open: () => Promise<OpenModels>;
  /** The events of the log that the query matches, as they are stored. */
  readonly pages: (range: Range) => AsyncIterable<readonly RecordedEvent[]>;
  /** Events as the fold knows them. */
  readonly upcast: (events: readonly RecordedEvent[]) => readonly RecordedEvent[];
  /** Is told where the checkpoint is: at the beginning, after each batch, and when there is nothing more for now. */
  readonly reached: (position: Position) => Promise<void>;
}

interface Range {
  readonly after: Position;
  readonly upTo: Position;
}

/** Milliseconds after which it is noticed that an operator wants a key to be folded again. */
const ASKED_MS = 250;

/** Feeds a projection: the writes of a batch and the checkpoint are one transaction. */
export const projectionConsumer = (work: ProjectionWork): Consumer => ({
  query: work.query,
  async consume(consumption: Consumption): Promise<void> {
    await new ProjectionRun(work, consumption, await work.open()).run();
  },
});

/** One run of a projection, from taking its checkpoint over to its end. */
class ProjectionRun {
  /** Of what is stored with the checkpoint. */
  readonly #turns = new Turns();
  readonly #failed = new AbortController();
  readonly #stopping: AbortSignal;

  constructor(
    private readonly work: ProjectionWork,
    private readonly consumption: Consumption,
    private readonly models: OpenModels,
  ) {
    this.#stopping = AbortSignal.any([consumption.stopping, this.#failed.signal]);
  }

  async run(): Promise<void> {
    const ended = new AbortController();
    const retrying = this.#retryUntil(ended.signal).catch((error: unknown) => this.#failed.abort(error));
    try {
      await this.#follow();
    } finally {
      ended.abort();
      await retrying;
    }
    this.#failed.signal.throwIfAborted();
  }

  async #follow(): Promise<void> {
    const { work, consumption } = this;
    const { checkpoint, health, batches } = consumption;
    let seen = checkpoint.position;
    let movedAt = performance.now();
    await work.reached(checkpoint.position);
    for await (const commits of batches(this.#stopping)) {
      seen = commits.at(-1)?.lastPosition ?? seen;
      const matters = matchingEvents(commits, work.query).length > 0;
      // Over events that do not matter the checkpoint moves now and then, and when there is nothing more.
      const due = commits.length === 0 || performance.now() - movedAt >= work.checkpointMs;
      if (matters || (due && seen > checkpoint.position)) {
        await this.#turns.run(() => this.#store(commits, seen));
        movedAt = performance.now();
      }
      if (matters || due) await work.reached(checkpoint.position);
      health.recovered(BATCH);
    }
    if (seen > checkpoint.position) await this.#turns.run(() => this.#store([], seen));
    await work.reached(checkpoint.position);
  }

  /** Stores commits in one transaction, or in as many as it takes. */
  async #store(commits: readonly Commit[], upTo: Position): Promise<void> {
    const { checkpoint } = this.consumption;
    const events = matchingEvents(commits, this.work.query);
    try {
      if (events.length > 0) await this.#storeEvents(checkpoint, events, upTo);
      else await checkpoint.advance(upTo);
    } catch (error) {
      const middle = commits[Math.floor(commits.length / 2) - 1];
      if (!isBatchTooLarge(error) || !middle) throw error;
      const end = commits.indexOf(middle) + 1;
      await this.#store(commits.slice(0, end), middle.lastPosition);
      await this.#store(commits.slice(end), upTo);
    }
  }

  async #storeEvents(
    checkpoint: CheckpointOwnership,
    events: readonly RecordedEvent[],
    upTo: Position,
  ): Promise<void> {
    const { work, consumption } = this;
    await tracedStep(work.name, events, consumption.attempt, async () => {
      // Beside the fence: what it reads nobody else has written, if that holds.
      const preparing = this.#prepare(events);
      preparing.catch(() => undefined);
      await checkpoint.advance(upTo, async (session) => (await preparing).write(session));
      (await preparing).stored();
    });
  }

  async #prepare(events: readonly RecordedEvent[]) {
    return this.models.prepare(this.work.upcast(events));
  }

  /** Looks once at least: by hand, too, what is asked for is done. */
  async #retryUntil(ended: AbortSignal): Promise<void> {
    const { models, work, consumption } = this;
    const end = AbortSignal.any([ended, this.#stopping]);
    const events = async function* (after: Position, upTo: Position) {
      for await (const page of work.pages({ after, upTo })) yield work.upcast(page);
    };
    do {
      if (models.isKeeping) {
        const { checkpoint } = consumption;
        await retrySetAside({ models, events, checkpoint, turns: this.#turns, stopping: this.#stopping });
      }
      await pause(ASKED_MS, end);
    } while (!end.aborted);
  }
}
