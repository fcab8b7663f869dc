import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { withTimeout } from '../../async';
import { apart, tell } from '../../diagnostics';
import {
  type Appended,
  EventStoreError,
  isEventStoreError,
  outcomeUnknown,
  type Query,
} from '../../contract';
import type { Tail } from '../reading';
import { type BatchOutcome, isLost, nameOf } from './batch-outcome';
import type { Verdict } from './check-condition';
import { insertBatch } from './insert-batch';
import { NextBatch, type Placed } from './next-batch';
import { PendingCommit, type Dependency } from './pending-commit';
import { PendingIndex } from './pending-index';
import type { PreparedCommit } from '../chain';
import type { Appender, WriterCoordination } from './coordination';
import type { Origin } from './forwarding';
import type { ServerClock } from './server-clock';
import { assertSameRequest, refuse, settleAsStored, undecided, unwritten } from './settling';
import { Patience } from '../patience';
import type { CommitStorage } from '../storage';
import { tracedBatch } from './traced-batch';

/** How a writer behaves. */
export interface WriterOptions {
  /** Commits in one insert. */
  readonly maxBatchCommits: number;
  /** Bytes in one insert, as canonical JSON; one commit more may come on top. */
  readonly maxBatchBytes: number;
  /** Milliseconds that a caller waits at most, for whatever it asks of the log. */
  readonly patienceMs: number;
}

/** So many waiting appends are a batch worth sending at once. */
const ENOUGH = 64;
/** A look at the log's end that began longer ago says nothing about the place of the next insert. */
const LOOK_AGAIN_MS = 1_000;
const LOOK_WITHIN_MS = 500;
/** Milliseconds that appends on their way are given when the store is closed. */
const CLOSE_WITHIN_MS = 2_000;

/**
 * Group commit: appends that arrive while an insert is in flight form the next batch, one batch in flight at a time.
 */
export class Writer implements Appender {
  #queue: PendingCommit[] = [];
  readonly #pending = new PendingIndex();
  #coordination: WriterCoordination | undefined;
  /** Sent, and not known to be stored or dead. */
  #inFlight = new Set<PendingCommit>();
  /** Why appends wait that nothing is wrong with. */
  #hindrance: Error | undefined;
  #wanted = false;
  #pumping = false;
  #closed = false;

  constructor(
    private readonly storage: CommitStorage,
    private readonly tail: Tail,
    private readonly clock: ServerClock,
    private readonly options: WriterOptions,
  ) {}

  /**
   * Takes an append. One under an id that is on its way already joins that one.
   * @param patience until its end the append is settled, whatever the database does
   * @throws through the result: the errors of an append
   */
  async append(
    prepared: PreparedCommit,
    dependsOn: readonly Dependency[] = [],
    origin: Origin = 'own',
    patience = new Patience(this.options.patienceMs),
  ): Promise<Appended> {
    if (this.#closed)
      throw new EventStoreError('closed', 'The store has been closed. Open it again to append.', {});
    for (let running = this.#pending.byId(prepared.id); running; running = this.#pending.byId(prepared.id)) {
      // Its refusal is its own: this one may carry another condition.
      const first = await running.outcome.catch(() => undefined);
      if (first) {
        assertSameRequest(prepared, first.commit);
        return { commit: first.commit, duplicate: true };
      }
    }
    const timer = setTimeout(
      () => this.#giveUp(pending, this.#hindrance ?? patience.over()),
      patience.leftMs,
    );
    const pending = new PendingCommit(prepared, dependsOn, origin, patience, () => {
      clearTimeout(timer);
      this.#settled(pending);
    });
    this.#pending.add(pending);
    this.#enqueue([pending]);
    return pending.outcome;
  }

  /** Lets the writer get along with those of other processes; until then it inserts whenever it likes. */
  coordinate(coordination: WriterCoordination): void {
    this.#coordination = coordination;
  }

  /** Takes back appends that another writer has not settled; they come before all others. */
  takeBack(pending: readonly PendingCommit[]): void {
    this.#queue.unshift(...pending);
    this.#enqueue([]);
  }

  /** The append that is on its way under an id. */
  pending(commitId: string): PendingCommit | undefined {
    return this.#pending.byId(commitId);
  }

  /** The outcome of an append that is on its way under an id. */
  running(commitId: string): Promise<Appended> | undefined {
    return this.#pending.byId(commitId)?.outcome;
  }

  /** The appends on their way that hold a matching event, in the order in which they will be placed. */
  pendingMatching(query: Query): readonly PendingCommit[] {
    return this.#pending.matching(query);
  }

  /**
   * Takes no more appends, and resolves when those on their way are settled: by the database, or after two seconds by
   * what is known of them then.
   */
  async close(): Promise<void> {
    this.#closed = true;
    const settled = Promise.allSettled(this.#pending.all().map(({ outcome }) => outcome));
    await withTimeout(CLOSE_WITHIN_MS, settled).catch(() => undefined);
    for (const pending of this.#pending.all()) {
      this.#giveUp(pending, new Error('The store was closed meanwhile.'));
    }
    await this.#coordination?.close();
  }

  /** Settles what has been waited for long enough, by what is known of it. */
  #giveUp(pending: PendingCommit, cause: Error): void {
    const sent = this.#inFlight.has(pending);
    pending.fail(sent ? undecided(pending, cause) : unwritten(pending, cause));
    this.#queue = this.#queue.filter(({ waiting }) => waiting);
  }

  /** What waits for it may be waiting for nothing else: another writer may have settled it. */
  #settled(pending: PendingCommit): void {
    this.#pending.remove(pending);
    if (this.#queue.length > 0) this.#enqueue([]);
  }

  #enqueue(pending: readonly PendingCommit[]): void {
    this.#queue.push(...pending);
    this.#wanted = true;
    // Whoever wakes it is not whom it works for.
    if (!this.#pumping) void apart(() => this.#pump());
  }

  /**
   * Runs while there is something new to try; an append that waits for another is tried again when that is settled.
   *
   * Where enough appends wait, they are sent before the callers of the last batch are told: these prepare what they do
   * next while the database is at work, instead of one waiting for the other.
   */
  async #pump(): Promise<void> {
    this.#pumping = true;
    let stored: BatchOutcome['stored'] = [];
    while (this.#wanted) {
      this.#wanted = false;
      // Where the next insert has to wait for other writers, the callers of the last one do not wait with it.
      const ahead = this.#queue.length >= ENOUGH && (this.#coordination?.mayInsert ?? true);
      if (!ahead) {
        stored.forEach(({ pending }) => pending.tell());
        // Whoever was told just now gets the chance to be in the next batch.
        await nextTurn();
      }
      this.#forward();
      if (this.#queue.length > 0) await this.#coordination?.untilMayInsert();
      await this.#lookAgain();
      const { placed } = this.#place();
      const inserted = placed.length > 0 ? this.#insert(placed) : undefined;
      if (ahead) {
        // By then the request has been written.
        await nextTurn();
        stored.forEach(({ pending }) => pending.tell());
      }
      stored = [];
      if (inserted) {
        const outcome = await inserted;
        this.#settle(outcome);
        stored = outcome.stored;
        this.#wanted = true;
      }
    }
    this.#pumping = false;
  }

  /** Forwards what another writer may append; meanwhile one that ends its connection may give back what it had. */
  #forward(): void {
    if (!this.#coordination) return;
    const waiting = this.#queue.splice(0);
    this.#queue.push(...this.#coordination.forward(waiting));
  }

  /**
   * A writer under whom the log was set back would write behind a gap, and no index would stop it: it looks at the end
   * before it inserts, unless it has just done so.
   */
  async #lookAgain(): Promise<void> {
    if (this.#queue.length === 0 || this.tail.lookedWithin(LOOK_AGAIN_MS)) return;
    try {
      await withTimeout(LOOK_WITHIN_MS, this.tail.look());
    } catch (error) {
      // What else goes wrong the insert meets, too.
      if (!isEventStoreError(error, 'log-diverged')) return;
      for (const pending of this.#queue.splice(0)) pending.fail(error);
    }
  }

  async #insert(placed: readonly Placed[]): Promise<BatchOutcome> {
    const began = performance.now();
    this.#inFlight = new Set(placed.map(({ pending }) => pending));
    const outcome = await tracedBatch(placed, () => insertBatch(placed, this.storage, this.tail));
    this.#inFlight.clear();
    const lost = isLost(outcome);
    tell('batch', () => ({
      outcome: nameOf(outcome),
      commits: placed.length,
      ms: performance.now() - began,
    }));
    this.#coordination?.inserted(performance.now() - began, lost);
    return outcome;
  }

  #place(): NextBatch {
    const { maxBatchCommits, maxBatchBytes } = this.options;
    const batch = new NextBatch(this.tail.window, this.clock.credible(), maxBatchCommits, maxBatchBytes);
    const waiting = this.#queue;
    this.#queue = [];
    for (const pending of waiting) {
      const verdict = batch.full ? DEFER : batch.offer(pending);
      if (verdict.kind === 'defer') this.#queue.push(pending);
      else if (verdict.kind === 'duplicate') settleAsStored(pending, verdict.commit);
      else if (verdict.kind === 'look-up') this.#inBackground(pending, this.#lookUp(pending));
      else if (verdict.kind === 'unknown') pending.fail(outcomeUnknown(pending.prepared.id, undefined));
      else if (verdict.kind === 'conflict')
        this.#inBackground(pending, refuse(pending, verdict.foundAt, this.storage, this.tail));
    }
    return batch;
  }

  #settle({ stored, duplicates, barred, dead, unknown, cause }: BatchOutcome): void {
    for (const { pending, commit } of stored) pending.store(commit);
    for (const { placed, commit } of duplicates) settleAsStored(placed.pending, commit);
    for (const { placed, fault } of barred) placed.pending.fail(fault);
    for (const { pending } of unknown) pending.fail(undecided(pending, cause));
    // Some may have been told meanwhile that they waited long enough.
    this.#queue.unshift(...dead.map(({ pending }) => pending).filter(({ waiting }) => waiting));
    this.#hindrance = dead.length > 0 ? new Error('Other processes won every position.') : undefined;
  }

  /** Judges a condition that reaches behind the window against the database, up to the head known now. */
  async #lookUp(pending: PendingCommit): Promise<void> {
    const { condition, after } = pending;
    await this.tail.assertReached(after);
    if (condition && !this.tail.window.covers(after)) {
      tell('condition', () => ({ after }));
      const upTo = this.tail.head;
      const known = pending.dependsOn.map(({ id }) => id);
      const found = await this.storage.positionMatching(condition, { after, upTo }, known);
      if (found !== undefined) return refuse(pending, found, this.storage, this.tail);
      pending.after = upTo;
    }
    if (pending.waiting) this.#queue.push(pending);
  }

  #inBackground(pending: PendingCommit, work: Promise<void>): void {
    void work
      .catch((error: unknown) => {
        const away = isEventStoreError(error, 'store-unavailable');
        pending.fail(isEventStoreError(error) && !away ? error : unwritten(pending, error));
      })
      // Those that depend on it can be judged now.
      .finally(() => this.#enqueue([]));
  }
}

const DEFER: Verdict = { kind: 'defer' };
