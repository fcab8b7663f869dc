import { setTimeout as pause } from 'node:timers/promises';
import type { ProjectionStatus, ReactionStatus } from '@event-sourcing/event-store';
import { Gauge, type Registry } from 'prom-client';

/** What tells how projections and reactions are doing; `SubscriptionRegistry` is one. */
export interface Readers {
  list(): Promise<readonly ProjectionStatus[]>;
  reactions(): Promise<readonly ReactionStatus[]>;
}

/** Prometheus gives up after ten seconds, if not told otherwise. */
const ASK_WITHIN_MS = 3_000;

type Kind = 'projection' | 'reaction';

/** How projections and reactions are doing, looked at when somebody asks. */
export class ReaderMetrics {
  readonly #readable: Gauge;
  readonly #position: Gauge<'kind' | 'name'>;
  readonly #lag: Gauge<'kind' | 'name'>;
  readonly #active: Gauge<'kind' | 'name'>;
  readonly #failed: Gauge<'kind' | 'name'>;
  readonly #paused: Gauge<'kind' | 'name'>;
  readonly #waiting: Gauge<'name'>;
  readonly #parked: Gauge<'name'>;
  readonly #oldest: Gauge<'name'>;

  constructor(
    registry: Registry,
    private readonly readers: Readers,
  ) {
    const registers = [registry];
    const labelNames = ['kind', 'name'] as const;
    const ofReader = (name: string, help: string) =>
      new Gauge({ name: `event_store_subscription_${name}`, help, labelNames, registers });
    const ofReaction = (name: string, help: string) =>
      new Gauge({ name: `event_store_reaction_${name}`, help, labelNames: ['name'] as const, registers });
    const help = '1 when the database told how the subscriptions are doing; 0: it did not, in time.';
    this.#readable = new Gauge({ name: 'event_store_readable', help, registers });
    this.#position = ofReader('position', 'Everything up to it is done.');
    this.#lag = ofReader('lag_events', 'Events between that and the head.');
    this.#active = ofReader('active', '1 when some instance runs it.');
    this.#failed = ofReader('failed', '1 while it fails, and is tried again.');
    this.#paused = ofReader('paused', '1 when an operator has paused it.');
    this.#waiting = ofReaction('waiting_events', 'Events that are tried again and again beside the log.');
    this.#parked = ofReaction('parked_events', 'Events set aside, and those that wait behind them.');
    this.#oldest = ofReaction(
      'oldest_seconds',
      'For how long the earliest of these has stood there; 0: nothing does.',
    );
  }

  /** Looks; what cannot be learnt in time is not shown. */
  async refresh(): Promise<void> {
    const all = [
      this.#position,
      this.#lag,
      this.#active,
      this.#failed,
      this.#paused,
      this.#waiting,
      this.#parked,
      this.#oldest,
    ];
    for (const gauge of all) gauge.reset();
    const asked = Promise.all([this.readers.list(), this.readers.reactions()]);
    // Nobody waits for it any more when the time is over.
    asked.catch(() => undefined);
    const late = new AbortController();
    try {
      const told = await Promise.race([
        asked,
        pause(ASK_WITHIN_MS, undefined, { ref: false, signal: late.signal }),
      ]);
      if (told) this.#show(...told);
      this.#readable.set(told ? 1 : 0);
    } catch {
      this.#readable.set(0);
    } finally {
      late.abort();
    }
  }

  #show(projections: readonly ProjectionStatus[], reactions: readonly ReactionStatus[]): void {
    for (const one of projections) this.#showReader('projection', one);
    for (const one of reactions) {
      this.#showReader('reaction', one);
      const { name, waiting, parked, oldest } = one;
      this.#waiting.set({ name }, waiting);
      this.#parked.set({ name }, parked);
      this.#oldest.set({ name }, oldest ? Math.max(0, (Date.now() - oldest.since.getTime()) / 1_000) : 0);
    }
  }

  #showReader(
    kind: Kind,
    { name, position, lag, active, status, paused }: ProjectionStatus | ReactionStatus,
  ): void {
    const labels = { kind, name };
    this.#position.set(labels, position);
    this.#lag.set(labels, lag);
    this.#active.set(labels, active ? 1 : 0);
    this.#failed.set(labels, status === 'failed' ? 1 : 0);
    this.#paused.set(labels, paused ? 1 : 0);
  }
}
