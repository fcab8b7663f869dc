import type { PendingCommit } from '../pending-commit';
import { Channel, type ChannelListener, listenForChannels } from './channel';
import type { Membership } from './membership';
import type { CoordinationContext } from './context';
import { Peer } from './peer';
import type { Heartbeat, WriterAddress } from './registry';
import { SequencerClient } from './sequencer-client';

/** Where this writer takes the appends of others. */
export interface SequencerOptions extends WriterAddress {
  /** Known only to those that may write to the log: 32 random bytes. */
  readonly secret: Buffer;
}

/** Who appends for the others. */
export type Elders = Pick<Membership, 'id' | 'sequencer' | 'listensAt' | 'forwarded' | 'avoid'>;

/**
 * The strategy that is faster: one member appends for all. Each of the others forwards its appends while that one
 * answers, and inserts by itself otherwise.
 */
export class Sequencer {
  #client: { readonly of: string; readonly ready?: SequencerClient } | undefined;
  #closed = false;

  private constructor(
    private readonly listener: ChannelListener,
    private readonly secret: Buffer,
    private readonly membership: Elders,
    private readonly context: CoordinationContext,
  ) {}

  /** Begins to listen. @param port 0 for any that is free */
  static async open(
    { host, port, secret }: SequencerOptions,
    membership: Elders,
    context: CoordinationContext,
  ): Promise<Sequencer> {
    const listener = await listenForChannels({ host, port }, secret, (channel) => {
      void new Peer(channel, context).serve();
    });
    membership.listensAt({ host, port: listener.port });
    return new Sequencer(listener, secret, membership, context);
  }

  /** Forwards what another member may append, if one is connected. @returns what is left for this writer */
  forward(queue: readonly PendingCommit[]): readonly PendingCommit[] {
    const client = this.client();
    if (!client) return queue;
    const { tail } = this.context;
    const left = queue.filter(
      (pending) =>
        // A position beyond the known head is for this writer to look at: the sequencer may see more by then.
        !(pending.forwarding.possible && pending.after <= tail.head && client.take(pending)),
    );
    if (left.length < queue.length) {
      client.send();
      this.membership.forwarded();
    }
    return left;
  }

  /** The client of the present sequencer, if it is connected; else begins to connect. */
  client(): SequencerClient | undefined {
    const sequencer = this.#closed ? undefined : this.membership.sequencer;
    if (sequencer === undefined || sequencer.id === this.membership.id) return undefined;
    if (this.#client?.of !== sequencer.id) {
      this.#client?.ready?.close();
      this.#client = { of: sequencer.id };
      void this.#connect(sequencer);
    }
    return this.#client.ready?.open === true ? this.#client.ready : undefined;
  }

  /** Takes no more appends of others, and forwards none. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#client?.ready?.close();
    await this.listener.close();
  }

  async #connect({ id, address }: Heartbeat): Promise<void> {
    let settledAll = false;
    try {
      if (!address) return;
      const client = new SequencerClient(await Channel.connect(address, this.secret), this.context);
      if (this.#closed || this.#client?.of !== id) return client.close();
      this.#client = { of: id, ready: client };
      settledAll = await client.run();
    } catch {
      // Nobody listens there.
    } finally {
      if (!settledAll) this.membership.avoid(id);
      if (this.#client?.of === id) this.#client = undefined;
    }
  }
}
