import { deferred } from '../async';
import type { Position, RecordedEvent } from '../contract';
import type { DecidedItem, BacklogChanges, BacklogItem, Failure, KeptEvent } from './backlog-item';
import type { ParkedItems } from './mongo';

interface Queue {
  size: number;
  blocked: boolean;
}

/** Positions read at once of what waits of a key. */
const PAGE = 50;

/**
 * What a run keeps beside the log, so that the log can be read on: keys that are parked, or that fail for so long that
 * they would stop all others. What comes for such a key waits behind what is kept. Changes are collected here, and
 * stored together with the checkpoint.
 */
export class Backlog {
  readonly #queues = new Map<string, Queue>();
  readonly #known: Map<Position, KeptEvent>;
  /** Done, and not yet stored to be so. */
  readonly #ending = new Set<Position>();
  /** Of keys that go on: they may have been read already. */
  readonly #skipped = new Set<Position>();
  #gone: KeptEvent[] = [];
  #added: BacklogItem[] = [];
  #failed: Failure[] = [];
  #done: Position[] = [];
  #flushed = deferred<undefined>();
  /** What they were parked at is gone. */
  readonly #goOn = new Set<string>();

  private constructor(
    private readonly items: ParkedItems,
    known: readonly KeptEvent[],
  ) {
    this.#known = new Map(known.map((event) => [event.position, event]));
  }

  /** @param after the checkpoint: what is kept after it is met again in the log */
  static async load(items: ParkedItems, after: Position): Promise<Backlog> {
    const backlog = new Backlog(items, await items.keptAfter(after));
    for (const { key, size, blocked } of await items.queued()) {
      backlog.#queues.set(key, { size, blocked });
    }
    return backlog;
  }

  /** Whether something is kept: an operator may decide about it. */
  get isKeeping(): boolean {
    return this.#queues.size > 0;
  }

  /** Whether an operator has decided that an event that was read of a key is not to be done. */
  isSkipped(position: Position): boolean {
    return this.#skipped.has(position);
  }

  /** The keys that go on with what is kept. */
  flowing(): readonly string[] {
    return [...this.#queues].filter(([, { blocked }]) => !blocked).map(([key]) => key);
  }

  /**
   * Whether an event of the log is kept already; to be called once for each. What is kept of another one that was at its
   * position, before the log was set back, is let go.
   */
  knows({ position, commitId }: Pick<RecordedEvent, 'position' | 'commitId'>): boolean {
    const known = this.#known.get(position);
    this.#known.delete(position);
    if (!known || known.commitId === commitId) return known !== undefined;
    this.#gone.push(known);
    this.#ending.add(position);
    if (known.state !== 'skipped') this.#leave(known.key);
    return false;
  }

  /** Whether something of a key is kept: what comes for it waits behind it. */
  holds(key: string): boolean {
    return this.#queues.has(key);
  }

  /** Keeps an event; one that is parked stops its key. */
  add(item: BacklogItem): void {
    const queue = this.#queues.get(item.key) ?? { size: 0, blocked: false };
    queue.size += 1;
    this.#queues.set(item.key, queue);
    this.#added.push(item);
    if (item.state === 'parked') queue.blocked = true;
  }

  /** Parks an event that is kept. */
  park(key: string, failure: Failure): void {
    this.#failed.push(failure);
    const queue = this.#queues.get(key);
    if (queue) queue.blocked = true;
  }

  /** Lets an event go that is kept. */
  done(key: string, position: Position): void {
    if (this.#skipped.delete(position)) return;
    this.#done.push(position);
    this.#ending.add(position);
    this.#leave(key);
  }

  /**
   * What is next of a key, in order; nothing when nothing is kept of it any more, and it is not held from then on.
   * @param ended gives up waiting for what is not stored yet
   */
  async next(key: string, ended: AbortSignal): Promise<readonly KeptEvent[]> {
    for (;;) {
      const queue = this.#queues.get(key);
      if (!queue || queue.blocked || ended.aborted) return [];
      if (queue.size === 0) {
        this.#queues.delete(key);
        return [];
      }
      const flushed = this.#flushed.promise;
      // As of now: what is stored to be done while it is read may still be found.
      const ending = new Set(this.#ending);
      const found = await this.items.waiting(key, PAGE + ending.size);
      const next = found.filter(({ position }) => !ending.has(position));
      if (next.length > 0) return next;
      await Promise.race([flushed, aborted(ended)]);
    }
  }

  /** What has changed since the last call. */
  collect(): Omit<BacklogChanges, 'decided'> {
    const gone = this.#gone.map(({ position }) => position);
    const changes = { gone, added: this.#added, failed: this.#failed, done: this.#done };
    for (const { key, state } of this.#gone) if (state === 'parked') this.#goOn.add(key);
    this.#gone = [];
    this.#added = [];
    this.#failed = [];
    this.#done = [];
    return changes;
  }

  /** The decisions that can be carried out now: about what is not done meanwhile. */
  possible(decided: readonly DecidedItem[]): readonly DecidedItem[] {
    return decided.filter(({ key, position }) => this.#queues.has(key) && !this.#ending.has(position));
  }

  /** Takes in what has been stored. @returns the keys that go on */
  stored({ gone, failed, done, decided }: BacklogChanges): readonly string[] {
    for (const position of [...gone, ...done]) this.#ending.delete(position);
    const parked = new Set(failed.map(({ position }) => position));
    for (const { key, position, state, action } of decided) {
      // As the decision was read it may have been tried once more, and have failed since.
      const wasParked = state === 'parked' || parked.has(position);
      if (wasParked) this.#goOn.add(key);
      // Done before the decision was stored: it has left already.
      if (action !== 'skip' || this.#ending.has(position)) continue;
      if (this.#forgetFailure(position)) this.#goOn.add(key);
      else if (!wasParked && !this.#queues.get(key)?.blocked) this.#skipped.add(position);
      this.#leave(key);
    }
    const goOn = [...this.#goOn];
    this.#goOn.clear();
    for (const key of goOn) this.#unblock(key);
    this.#flushed.resolve(undefined);
    this.#flushed = deferred<undefined>();
    return goOn;
  }

  /** What is stored to be skipped is not parked again by a failure that came meanwhile. @returns whether there was one */
  #forgetFailure(position: Position): boolean {
    const others = this.#failed.filter((failure) => failure.position !== position);
    const isForgotten = others.length < this.#failed.length;
    this.#failed = others;
    return isForgotten;
  }

  #leave(key: string): void {
    const queue = this.#queues.get(key);
    if (queue) queue.size -= 1;
  }

  #unblock(key: string): void {
    const queue = this.#queues.get(key);
    if (queue) queue.blocked = false;
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
