import { performance } from 'node:perf_hooks';
import { type Commit, EventStoreError } from '../../../contract';
import type { PendingCommit } from '../pending-commit';
import type { CommitStorage } from '../../storage';
import type { Tail } from '../../reading';
import {
  isAnswer,
  placed,
  received,
  type Answer,
  type Ask,
  type SentAppend,
  type SentPlace,
  type SentRefusal,
} from './messages';
import type { PrivateLine } from './private-line';

/** Milliseconds for which a sequencer may keep silent while it has appends of this process. */
const SILENCE_MS = 1_000;
/** Bytes of appends in one message, as canonical JSON; one append more than that may be alone. */
const MOST_BYTES = 1024 * 1024;

/** What a link works with. */
export interface LinkParts {
  readonly tail: Tail;
  readonly storage: CommitStorage;
  /** Takes back, in their order, what the sequencer has not settled. */
  readonly takeBack: (pending: readonly PendingCommit[]) => void;
}

/** The way to the process that appends for this one. */
export class SequencerLink {
  readonly #sent = new Map<string, PendingCommit>();
  #taken: PendingCommit[] = [];
  #heardAt = 0;
  #watch: NodeJS.Timeout | undefined;
  #open = true;
  #settledAll = true;

  constructor(
    private readonly line: PrivateLine,
    private readonly parts: LinkParts,
  ) {}

  get open(): boolean {
    return this.#open;
  }

  /**
   * Takes an append to be handed over by the next `send`; it is settled then, or taken back when the connection ends.
   * @returns whether it did: what counts on an append that the sequencer knows nothing of would be refused for that
   */
  take(pending: PendingCommit): boolean {
    const known = pending.dependsOn.every(
      ({ prepared: { id }, stored }) => stored !== undefined || this.#sent.has(id),
    );
    if (!known) return false;
    if (this.#sent.size === 0) this.#expectAnswers();
    pending.handOver(this.parts.tail.head);
    this.#sent.set(pending.prepared.id, pending);
    this.#taken.push(pending);
    return true;
  }

  /** Hands over what was taken, some at a time. */
  send(): void {
    const { tail, storage } = this.parts;
    while (this.#taken.length > 0) {
      let bytes = 0;
      const end = this.#taken.findIndex(({ prepared }) => (bytes += prepared.bytes) > MOST_BYTES);
      const appends = this.#taken.splice(0, end < 0 ? this.#taken.length : Math.max(1, end));
      const ask: Ask = { head: tail.head, horizon: storage.causalToken(), appends: appends.map(toSend) };
      this.line.send(ask);
    }
  }

  /** Takes in what the sequencer answers, until the connection ends. @returns whether nothing was left then */
  async run(): Promise<boolean> {
    try {
      for await (const answer of this.line.messages()) {
        if (!isAnswer(answer)) break;
        await this.#takeIn(answer);
      }
    } catch {
      // Whatever it was, what is not settled is taken back.
    }
    this.close();
    return this.#settledAll;
  }

  /** Ends it, and takes back what is not settled. Again: nothing. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    clearInterval(this.#watch);
    this.line.close();
    const left = [...this.#sent.values()].filter(({ waiting }) => waiting);
    this.#sent.clear();
    this.#settledAll = left.length === 0;
    if (!this.#settledAll) this.parts.takeBack(left);
  }

  async #takeIn({ stored, refused, after, log, horizon }: Answer): Promise<void> {
    const { tail, storage } = this.parts;
    this.#heardAt = performance.now();
    // Before anything of it is known, so that no read that follows is older.
    storage.advanceTo(horizon);
    if (tail.head < after) await tail.confirm();
    // Taken back meanwhile: its owner finds out by itself.
    if (!this.#open) return;
    const own = new Map(stored.map((place) => [place.id, this.#ownCommit(place)]));
    tail.learn(
      log.flatMap((one) => (typeof one === 'string' ? (own.get(one)?.commit ?? []) : received(one))),
    );
    const settled = [...own.values()].filter((one) => one !== undefined);
    for (const { pending, commit } of settled) {
      this.#sent.delete(commit.id);
      pending.store(commit);
    }
    for (const { pending } of settled) pending.tell();
    for (const one of refused) this.#refuse(one);
    if (this.#sent.size === 0) clearInterval(this.#watch);
  }

  #ownCommit(place: SentPlace): { readonly pending: PendingCommit; readonly commit: Commit } | undefined {
    const pending = this.#sent.get(place.id);
    return pending && { pending, commit: placed(place, pending.prepared) };
  }

  #refuse(refusal: SentRefusal): void {
    const pending = this.#sent.get(refusal.id);
    if (!pending) return;
    this.#sent.delete(refusal.id);
    if ('duplicate' in refusal) pending.repeat(received(refusal.duplicate));
    else if ('closed' in refusal) this.parts.takeBack([pending]);
    else pending.fail(new EventStoreError(refusal.code, refusal.message, refusal.facts));
  }

  #expectAnswers(): void {
    this.#heardAt = performance.now();
    clearInterval(this.#watch);
    this.#watch = setInterval(() => {
      if (performance.now() - this.#heardAt > SILENCE_MS) this.close();
    }, SILENCE_MS / 4);
  }
}

const toSend = ({ prepared, dependsOn }: PendingCommit): SentAppend => ({
  prepared,
  dependsOn: dependsOn.map(({ prepared: { id }, stored }) => ({
    id,
    ...(stored && { position: stored.position }),
  })),
});
