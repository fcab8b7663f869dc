import { heapBytes, upcastAll } from '../log';
import {
  type Commit,
  type EventStoreError,
  isEventStoreError,
  matches,
  type Position,
  type RecordedEvent,
} from '../contract';
import type { MongoEventStore } from '../mongo-event-store';
import { BATCH, type Consumption } from '../subscriptions';
import { AutoResetEvent, pause } from '../async';
import type { Backlog } from './backlog';
import type { IdempotencyKeyOf } from './idempotency-key';
import { EventItem } from './item';
import { keyFor } from './key';
import type { ParkedItems } from './mongo';
import { Progress, type Finish } from './progress';
import { REACTION_DEFAULTS, type Reaction } from './reaction';
import { Worker } from './worker';

/** What a run is made of. */
export interface RunContext {
  readonly reaction: Reaction;
  readonly store: MongoEventStore;
  readonly parked: ParkedItems;
  readonly backlog: Backlog;
  readonly idempotencyKeyOf: IdempotencyKeyOf;
  /** Events up to it are passed over. */
  readonly startedAfter: Position;
  readonly checkpointMs: number;
  readonly consumption: Consumption;
}

/** Bytes of memory, about, of the events that are taken up and not yet done. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Milliseconds after which an operator's decision is noticed. */
const DECISIONS_MS = 250;

/** One run of a reaction, from taking the checkpoint over to its end: reads ahead, reacts, and lets the checkpoint follow. */
export class ReactionRun {
  readonly #failed = new AbortController();
  readonly #end: AbortSignal;
  readonly #progress: Progress;
  readonly #worker: Worker;
  /** Something has come of an event. */
  readonly #moved = new AutoResetEvent();
  /** The checkpoint has followed. */
  readonly #followed = new AutoResetEvent();

  constructor(private readonly context: RunContext) {
    const { consumption, reaction, store, backlog, idempotencyKeyOf } = context;
    this.#end = AbortSignal.any([consumption.stopping, this.#failed.signal]);
    this.#progress = new Progress(consumption.checkpoint.position);
    this.#worker = new Worker({
      ...{ reaction, store, backlog, idempotencyKeyOf, health: consumption.health, end: this.#end },
      lost: AbortSignal.any([consumption.lost, this.#failed.signal]),
      tell: () => this.#moved.set(),
    });
  }

  async run(): Promise<void> {
    const { consumption, backlog } = this.context;
    const finished = new AbortController();
    // A key that an operator's decision unblocks goes on when that decision is stored; what is decided already about the
    // others comes before they go on.
    const flowing = backlog.flowing();
    await this.#follow();
    for (const key of flowing) this.#worker.resume(key);
    const following = this.#followUntil(finished.signal);
    let unreadable: EventStoreError | undefined;
    try {
      for await (const commits of consumption.batches(this.#end)) {
        for (const commit of commits) this.#take(commit);
        consumption.health.recovered(BATCH);
        this.#moved.set();
        await this.#room();
      }
    } catch (error) {
      // It will fail at every try: what comes before it must not be cut off each time.
      if (isUnreadable(error)) unreadable = error;
      else this.#failed.abort(error);
    }
    if (unreadable) consumption.health.failed(BATCH, unreadable);
    // Whoever goes on with these keys must not overlap with what is still being done here.
    await this.#worker.queue.settled();
    finished.abort();
    this.#moved.set();
    await following;
    this.#failed.signal.throwIfAborted();
    await this.#follow();
    if (unreadable) throw unreadable;
  }

  #take(commit: Commit): void {
    const { events, lastPosition } = commit;
    const { reaction, store, backlog, startedAfter } = this.context;
    const matching = events.filter(
      (event) => event.position > startedAfter && matches(reaction.query, event),
    );
    const wanted = upcastAll(store.log.types, matching, reaction.unknown);
    const finish = this.#progress.add(lastPosition, wanted.length, heapBytes(commit));
    for (const event of wanted) {
      if (backlog.knows(event)) finish();
      else this.#takeEvent(event, finish);
    }
  }

  #takeEvent(event: RecordedEvent, finish: Finish): void {
    let key: string;
    try {
      key = keyFor(this.context.reaction, event);
    } catch (error) {
      this.#worker.parkUnkeyed(new EventItem(`position ${event.position}`, event, finish), error);
      return;
    }
    this.#worker.take(new EventItem(key, event, finish));
  }

  /** Bounded memory, and little to repeat after a crash: reads on only when there is room. */
  async #room(): Promise<void> {
    const { lookAhead = REACTION_DEFAULTS.lookAhead } = this.context.reaction;
    while (!this.#end.aborted) {
      const { open, unfinished, bytes } = this.#progress;
      if (open < lookAhead && bytes < MOST_BYTES) return;
      this.#worker.makeRoom(open < lookAhead ? unfinished : lookAhead);
      await this.#followed.wait();
    }
  }

  async #followUntil(finished: AbortSignal): Promise<void> {
    const { backlog, checkpointMs } = this.context;
    const end = AbortSignal.any([finished, this.#end]);
    const wake = () => this.#moved.set();
    end.addEventListener('abort', wake, { once: true });
    while (!end.aborted) {
      await this.#moved.wait(backlog.isKeeping ? DECISIONS_MS : undefined);
      try {
        await this.#follow();
      } catch (error) {
        this.#failed.abort(error);
      }
      this.#followed.set();
      await pause(checkpointMs, end);
    }
    this.#followed.set();
  }

  /** Moves the checkpoint; with it the backlog is stored, and operators' decisions are carried out. */
  async #follow(): Promise<void> {
    const { consumption, backlog, parked } = this.context;
    const { checkpoint } = consumption;
    const decided = backlog.isKeeping ? backlog.possible(await parked.decided()) : [];
    const boundary = this.#progress.boundary();
    const changes = { ...backlog.collect(), decided };
    const isChanged = Object.values(changes).some(({ length }) => length > 0);
    if (isChanged) await checkpoint.advance(boundary, (session) => parked.apply(changes, session));
    else if (boundary > checkpoint.position) await checkpoint.advance(boundary);
    for (const key of backlog.stored(changes)) this.#worker.resume(key);
  }
}

const isUnreadable = (error: unknown): error is EventStoreError =>
  isEventStoreError(error, 'unknown-event-type') || isEventStoreError(error, 'upcast-failed');
