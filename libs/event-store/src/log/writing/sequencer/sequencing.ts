import type { PendingCommit } from '../pending-commit';
import { sequencerOf, type WriterAddress, type WriterAtWork, type WritersAtWork } from '../turns';
import { Asker, type SequencerParts } from './asker';
import { callWriter, PrivateLines } from './private-line';
import { SequencerLink, type LinkParts } from './sequencer-link';

/** How a process takes part in sequencing. */
export interface SequencingOptions extends WriterAddress {
  /** What only those know that may write to the log: 32 random bytes. */
  readonly secret: Buffer;
}

/**
 * One process appends for all: the eldest of those at work that can. Each of the others hands over what it has to
 * append, as long as that one answers.
 *
 * Advice only: the unique index decides, and whoever hears nothing inserts by itself.
 */
export class Sequencing {
  #link: { readonly id: string; readonly ready?: SequencerLink } | undefined;
  #closed = false;

  private constructor(
    private readonly lines: PrivateLines,
    private readonly secret: Buffer,
    private readonly atWork: WritersAtWork,
    private readonly parts: LinkParts,
  ) {}

  /** @param port 0 for any that is free */
  static async open(
    { host, port, secret }: SequencingOptions,
    atWork: WritersAtWork,
    parts: LinkParts & SequencerParts,
  ): Promise<Sequencing> {
    const lines = await PrivateLines.listen({ host, port }, secret, (line) => {
      void new Asker(line, parts).serve();
    });
    atWork.listensAt({ host, port: lines.port });
    return new Sequencing(lines, secret, atWork, parts);
  }

  /**
   * Hands over what another process may append, if there is one that answers.
   * @returns what is left for this process
   */
  handOver(queue: readonly PendingCommit[]): PendingCommit[] {
    const link = queue.length > 0 ? this.seek() : undefined;
    if (!link) return [...queue];
    const left = queue.filter(
      (pending) =>
        // To look beyond the head is for this process to do: by then the sequencer might see what this one does not.
        !(pending.mayBeHandedOver && pending.after <= this.parts.tail.head && link.take(pending)),
    );
    if (left.length < queue.length) {
      link.send();
      this.atWork.handedOver();
    }
    return left;
  }

  /** The way to the process that appends for this one, if it is ready; else begins to connect to it. */
  seek(): SequencerLink | undefined {
    this.atWork.lookAround();
    const sequencer = this.#closed ? undefined : sequencerOf(this.atWork.present);
    if (sequencer === undefined || sequencer.id === this.atWork.id) return undefined;
    if (this.#link?.id !== sequencer.id) {
      this.#link?.ready?.close();
      this.#link = { id: sequencer.id };
      void this.#call(sequencer);
    }
    return this.#link.ready?.open === true ? this.#link.ready : undefined;
  }

  /** Takes no more appends of others, and hands none over. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#link?.ready?.close();
    await this.lines.close();
  }

  async #call({ id, address }: WriterAtWork): Promise<void> {
    let settledAll = false;
    try {
      if (!address) return;
      const line = await callWriter(address, this.secret);
      const link = new SequencerLink(line, this.parts);
      if (this.#closed || this.#link?.id !== id) return link.close();
      this.#link = { id, ready: link };
      settledAll = await link.run();
    } catch {
      // Nobody is there.
    } finally {
      if (!settledAll) this.atWork.avoid(id);
      if (this.#link?.id === id) this.#link = undefined;
    }
  }
}
