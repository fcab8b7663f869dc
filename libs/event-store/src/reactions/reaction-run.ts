import type { Commit, RecordedEvent } from '../log/event';
import { matches } from '../log/query';
import type { MongoEventStore } from '../mongo-event-store';
import { BATCH, type Consumption } from '../subscriptions';
import { pause } from '../subscriptions/pause';
import { jitteredMs } from '../subscriptions/retry-delay';
import { describeError } from '../subscriptions/errors';
import { attemptOnce } from './attempt';
import { Lanes, type Outcome } from './lanes';
import type { ParkedItem, ParkedItems } from './mongo/parked-items';
import { Progress, type Finish } from './progress';
import { REACTION_DEFAULTS, type Reaction } from './reaction';

interface Item {
  readonly event: RecordedEvent;
  readonly key: string;
  readonly finish: Finish;
}

const DONE: Outcome = { kind: 'done' };

/** One run of a reaction, from taking the checkpoint over to its end: reads ahead, reacts, and lets the checkpoint follow. */
export class ReactionRun {
  readonly #failed = new AbortController();
  readonly #end: AbortSignal;
  readonly #lost: AbortSignal;
  readonly #progress: Progress;
  readonly #lanes: Lanes<Item>;
  #parking: ParkedItem[] = [];
  #dirty = false;
  #moved = Promise.withResolvers<undefined>();

  /** @param waiting keys with something set aside: what comes for them is set aside behind it */
  constructor(
    private readonly reaction: Reaction,
    private readonly store: MongoEventStore,
    private readonly parked: ParkedItems,
    private readonly waiting: Set<string>,
    private readonly checkpointMs: number,
    private readonly consumption: Consumption,
  ) {
    this.#end = AbortSignal.any([consumption.stopping, this.#failed.signal]);
    this.#lost = AbortSignal.any([consumption.lost, this.#failed.signal]);
    this.#progress = new Progress(consumption.tenure.position);
    this.#lanes = new Lanes(
      reaction.concurrency ?? REACTION_DEFAULTS.concurrency,
      this.#end,
      (item, attempt) => this.#react(item, attempt),
    );
  }

  async run(): Promise<void> {
    const finished = new AbortController();
    const following = this.#followWithCheckpoint(finished.signal);
    try {
      for await (const commits of this.consumption.batches(this.#end)) {
        for (const commit of commits) this.#take(commit);
        this.consumption.health.recovered(BATCH);
        this.#tell();
        await this.#room();
      }
    } catch (error) {
      this.#failed.abort(error);
    }
    // Whoever goes on with these keys must not overlap with what is still being done here.
    await this.#lanes.settled();
    finished.abort();
    this.#tell();
    await following;
    this.#failed.signal.throwIfAborted();
    await this.#moveCheckpoint();
  }

  #take({ events, lastPosition }: Commit): void {
    const wanted = events.filter((event) => matches(this.reaction.query, event));
    const finish = this.#progress.add(lastPosition, wanted.length);
    for (const event of wanted) {
      const key = this.reaction.key(event);
      this.#lanes.push(key, { event, key, finish });
    }
  }

  /** Bounded memory: reads on only when there is room. */
  async #room(): Promise<void> {
    const { lookAhead = REACTION_DEFAULTS.lookAhead } = this.reaction;
    while (this.#progress.unfinished >= lookAhead && !this.#end.aborted) await this.#moved.promise;
  }

  async #react(item: Item, attempt: number): Promise<Outcome> {
    const { event, key } = item;
    const { health } = this.consumption;
    const what = `position ${event.position}`;
    try {
      if (this.waiting.has(key)) return this.#park(item, 0, 'Waits behind an earlier one of its key.');
      await attemptOnce(this.reaction, event, { attempt, store: this.store, lost: this.#lost });
    } catch (error) {
      // What was cut off says nothing about the receiver.
      if (this.#lost.aborted) return { kind: 'again', afterMs: 0 };
      if (this.reaction.classify?.(error) === 'park') {
        health.recovered(what);
        return this.#park(item, attempt, describeError(error));
      }
      health.failed(what, error);
      return { kind: 'again', afterMs: jitteredMs(attempt, this.reaction.retry ?? REACTION_DEFAULTS.retry) };
    }
    health.recovered(what);
    return this.#finish(item);
  }

  #park(item: Item, attempts: number, error: string): Outcome {
    const { key, event } = item;
    this.waiting.add(key);
    this.#parking.push({ position: event.position, key, attempts, error, since: this.store.log.now() });
    return this.#finish(item);
  }

  #finish({ finish }: Item): Outcome {
    finish();
    this.#tell();
    return DONE;
  }

  async #followWithCheckpoint(finished: AbortSignal): Promise<void> {
    const end = AbortSignal.any([finished, this.#end]);
    while (!end.aborted) {
      if (!this.#dirty) await this.#moved.promise;
      this.#dirty = false;
      try {
        await this.#moveCheckpoint();
      } catch (error) {
        this.#failed.abort(error);
      }
      await pause(this.checkpointMs, end);
    }
  }

  /** What is set aside is stored with the checkpoint that goes past it. */
  async #moveCheckpoint(): Promise<void> {
    const { tenure } = this.consumption;
    const parking = this.#parking;
    this.#parking = [];
    const boundary = this.#progress.boundary();
    if (parking.length > 0) await tenure.advance(boundary, (session) => this.parked.add(parking, session));
    else if (boundary > tenure.position) await tenure.advance(boundary);
  }

  #tell(): void {
    this.#dirty = true;
    this.#moved.resolve(undefined);
    this.#moved = Promise.withResolvers<undefined>();
  }
}
