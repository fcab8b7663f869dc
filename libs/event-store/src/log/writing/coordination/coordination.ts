import type { PendingCommit } from '../pending-commit';
import { Membership } from './membership';
import type { CoordinationContext } from './context';
import type { WriterRegistry } from './registry';
import { Sequencer, type SequencerOptions } from './sequencer';
import { WriteSlots } from './write-slots';

/** How the writers of several processes get along. */
export interface CoordinationOptions {
  readonly registry: WriterRegistry;
  /** Lets one writer append for all that have this option; absent: each inserts in its slots. */
  readonly sequencer?: SequencerOptions;
}

/**
 * Keeps the writers of several processes from racing for positions, by one membership and two strategies.
 *
 * Advice only: the unique index decides. When it is late, wrong or out of reach, inserts lose races, and nothing else.
 */
export class Coordination {
  readonly #membership: Membership;
  readonly #slots: WriteSlots;
  #sequencer: Sequencer | undefined;

  private constructor(registry: WriterRegistry, { clock, tail }: CoordinationContext) {
    this.#membership = new Membership(registry, clock);
    this.#slots = new WriteSlots(this.#membership, clock, tail);
  }

  static async open(
    { registry, sequencer }: CoordinationOptions,
    context: CoordinationContext,
  ): Promise<Coordination> {
    const coordination = new Coordination(registry, context);
    if (sequencer) {
      coordination.#sequencer = await Sequencer.open(sequencer, coordination.#membership, context);
    }
    return coordination;
  }

  /** Whether this writer may insert now. */
  get mayInsert(): boolean {
    return this.#slots.open;
  }

  /** Forwards what another writer may append. @returns what is left for this one */
  forward(queue: readonly PendingCommit[]): readonly PendingCommit[] {
    if (queue.length === 0) return queue;
    this.#membership.keepUp();
    return this.#sequencer?.forward(queue) ?? queue;
  }

  /** Resolves when this writer may insert. */
  untilMayInsert(): Promise<void> {
    return this.#slots.acquire();
  }

  /** Takes in how long an insert took, and whether it lost a race. */
  inserted(ms: number, lost: boolean): void {
    this.#membership.inserted(ms, lost);
    if (lost) this.#slots.lost();
  }

  async close(): Promise<void> {
    await this.#sequencer?.close();
    await this.#membership.leave();
  }
}

/** The coordination of writers, as one of them sees it. */
export type WriterCoordination = Pick<Coordination, keyof Coordination>;
