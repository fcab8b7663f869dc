import { type Commit, EventStoreError } from '../../../contract';
import type { PendingCommit } from '../pending-commit';
import type { Channel } from './channel';
import { isReply } from './message-form';
import {
  received,
  type SentAppend,
  type SentPlace,
  type SentRefusal,
  type SequencerReply,
  type SequencerRequest,
} from './messages';
import type { CoordinationContext } from './context';

/** Milliseconds for which a sequencer that has appends of this process may send nothing. */
const SILENCE_MS = 1_000;
/** Bytes of appends in one message, as canonical JSON; a single append may have more. */
const MOST_BYTES = 1024 * 1024;

/** The sequencer, as another writer sees it: takes appends, and tells what became of them and of the log. */
export class SequencerClient {
  /** Forwarded and not settled, by id. */
  readonly #unsettled = new Map<string, PendingCommit>();
  #unsent: PendingCommit[] = [];
  #silence: NodeJS.Timeout | undefined;
  #open = true;
  #settledAll = true;

  constructor(
    private readonly channel: Pick<Channel, keyof Channel>,
    private readonly context: CoordinationContext,
  ) {}

  get open(): boolean {
    return this.#open;
  }

  /**
   * Takes an append for the next `send`; it is settled then, or taken back when the connection ends.
   * @returns whether it was taken; not if it depends on a commit that the sequencer does not know, nor beside another try
   */
  take(pending: PendingCommit): boolean {
    const known = pending.dependsOn.every(
      (one) => one.stored !== undefined || this.#unsettled.get(one.id) === one,
    );
    // Of two tries under one id, the reply would not tell which was stored: the first may have been given up here.
    if (!known || this.#unsettled.has(pending.id)) return false;
    pending.forwarding.begin(this.context.tail.head);
    if (this.#unsettled.size === 0) {
      clearTimeout(this.#silence);
      this.#silence = setTimeout(() => this.close(), SILENCE_MS);
    }
    this.#unsettled.set(pending.id, pending);
    this.#unsent.push(pending);
    return true;
  }

  /** Sends what was taken. */
  send(): void {
    const { tail, storage } = this.context;
    while (this.#unsent.length > 0) {
      let bytes = 0;
      const end = this.#unsent.findIndex(({ prepared }) => (bytes += prepared.bytes) > MOST_BYTES);
      const appends = this.#unsent.splice(0, end < 0 ? this.#unsent.length : Math.max(1, end)).map(toSend);
      const request: SequencerRequest = { head: tail.head, causalToken: storage.causalToken(), appends };
      this.channel.send(JSON.stringify(request));
    }
  }

  /** Takes in the sequencer's replies until the connection ends. @returns whether all had been settled by then */
  async run(): Promise<boolean> {
    try {
      for await (const reply of this.channel.messages()) {
        if (!isReply(reply)) break;
        this.#silence?.refresh();
        await this.#takeIn(reply);
      }
    } catch {
      // Whatever it was, what is not settled is taken back.
    }
    this.close();
    return this.#settledAll;
  }

  /** Ends the connection, and gives back what is not settled. Again: nothing. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    clearTimeout(this.#silence);
    this.channel.close();
    const left = [...this.#unsettled.values()].filter(({ waiting }) => waiting);
    this.#unsettled.clear();
    this.#settledAll = left.length === 0;
    if (!this.#settledAll) this.context.appender.takeBack(left);
  }

  async #takeIn({ stored, refused, after, log, causalToken }: SequencerReply): Promise<void> {
    const { tail, storage } = this.context;
    // Before anything else of the reply, so that no read that follows is older than it.
    storage.advanceTo(causalToken);
    if (tail.head < after) await tail.look();
    // What was given back meanwhile is the writer's to settle.
    if (!this.#open) return;
    const own = new Map(stored.map((place) => [place.id, this.#settled(place)]));
    tail.learn(
      log.flatMap((one) => (typeof one === 'string' ? (own.get(one)?.commit ?? []) : received(one, one))),
    );
    const settled = [...own.values()].filter((one) => one !== undefined);
    for (const { pending, commit } of settled) pending.store(commit);
    for (const { pending } of settled) pending.tell();
    const left = refused.filter(isOpen).flatMap(({ id }) => this.#remove(id) ?? []);
    if (left.length > 0) this.context.appender.takeBack(left);
    for (const one of refused) this.#refuse(one);
    if (this.#unsettled.size === 0) clearTimeout(this.#silence);
  }

  #settled(place: SentPlace): { readonly pending: PendingCommit; readonly commit: Commit } | undefined {
    const pending = this.#remove(place.id);
    return pending && { pending, commit: received(place, pending.prepared) };
  }

  #refuse(refusal: SentRefusal): void {
    const pending = this.#remove(refusal.id);
    if (!pending) return;
    if ('duplicate' in refusal) pending.repeat(received(refusal.duplicate, refusal.duplicate));
    else if ('code' in refusal)
      pending.fail(new EventStoreError(refusal.code, refusal.message, refusal.facts));
  }

  #remove(id: string): PendingCommit | undefined {
    const pending = this.#unsettled.get(id);
    this.#unsettled.delete(id);
    return pending;
  }
}

/** The sequencer has not tried it, or has given it up; whoever waits for it here has a patience of its own. */
const isOpen = (refusal: SentRefusal): boolean =>
  'closed' in refusal ||
  ('code' in refusal && (refusal.code === 'store-unavailable' || refusal.code === 'outcome-unknown'));

const toSend = ({ prepared, dependsOn }: PendingCommit): SentAppend => ({
  prepared,
  dependsOn: dependsOn.map(({ id, stored }) => ({ id, ...(stored && { position: stored.position }) })),
});
