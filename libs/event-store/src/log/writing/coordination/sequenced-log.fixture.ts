import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStore } from '../../../event-store';
import {
  FaultyCommitStorage,
  type InsertFault,
  type Instance,
  type InstanceOptions,
  logOver,
  type LogUnderTest,
  type Refusal,
} from '../../../testing';
import { EventLog } from '../../event-log';
import { widestLimits } from '../../log-options';
import type { CommitStorage } from '../../storage';
import { ServerClock } from '../server-clock';
import { DEFAULT_LIMITS } from '../../../contract';
import type { CoordinationContext } from './context';
import type { Heartbeat } from './registry';
import { type Elders, Sequencer } from './sequencer';

const HOST = '127.0.0.1';

/** What goes wrong with the inserts of an instance goes wrong where they are made: at its sequencer. */
class SequencedStorage extends FaultyCommitStorage {
  constructor(
    inner: CommitStorage,
    private readonly sequencer: FaultyCommitStorage,
    clockAheadMs?: number,
  ) {
    super(inner, clockAheadMs);
  }

  override nextInsert(fault: InsertFault): void {
    this.sequencer.nextInsert(fault);
  }

  override refuse(rule: Refusal): void {
    super.refuse(rule);
    this.sequencer.refuse(rule);
  }

  override standStill(): () => void {
    const goOn = [super.standStill(), this.sequencer.standStill()];
    return () => goOn.forEach((one) => one());
  }
}

/** A log whose instances have their appends made by one process more, from their first append on. */
export class SequencedLog implements LogUnderTest {
  readonly #secret = randomBytes(32);
  readonly #closing: (() => Promise<void>)[] = [];
  #eldest: Promise<{ readonly storage: FaultyCommitStorage; readonly heartbeat: Heartbeat }> | undefined;

  #opened = 0;

  /** @param firstAlone whether the instance that is opened first inserts by itself, beside the sequencer of the others */
  constructor(
    private readonly openStorage: () => CommitStorage | Promise<CommitStorage>,
    private readonly firstAlone: boolean,
  ) {}

  async open(given: InstanceOptions = {}): Promise<Instance> {
    this.#opened += 1;
    if (this.firstAlone && this.#opened === 1) return logOver(this.openStorage).open(given);
    const { clockAheadMs, snapshots, ...options } = given;
    this.#eldest ??= this.#openEldest();
    const eldest = await this.#eldest;
    const storage = new SequencedStorage(await this.openStorage(), eldest.storage, clockAheadMs);
    const log = await EventLog.open(storage, options);
    const sequencer = await this.#join(log, storage, { id: 'younger', sequencer: eldest.heartbeat });
    while (!sequencer.client()) await delay(1);
    log.writer.coordinate({
      mayInsert: true,
      forward: (queue) => sequencer.forward(queue),
      untilMayInsert: () => Promise.resolve(),
      inserted: () => undefined,
      close: () => sequencer.close(),
    });
    return { storage, store: new EventStore(log, snapshots && { snapshots }) };
  }

  async close(): Promise<void> {
    await Promise.all(this.#closing.splice(0).map((close) => close()));
  }

  async #openEldest() {
    const storage = new FaultyCommitStorage(await this.openStorage());
    const log = await EventLog.open(storage);
    const address = { host: HOST, port: 0 };
    await this.#join(log, storage, {
      id: 'eldest',
      sequencer: undefined,
      listensAt: ({ port }) => {
        address.port = port;
      },
    });
    return { storage, heartbeat: { id: 'eldest', seenAt: new Date(), insertMs: 1, address } };
  }

  async #join(
    log: EventLog,
    storage: CommitStorage,
    elders: Pick<Elders, 'id' | 'sequencer'> & Partial<Elders>,
  ): Promise<Sequencer> {
    const context: CoordinationContext = {
      appender: log.writer,
      tail: log.tail,
      storage,
      clock: new ServerClock(() => storage.serverTime()),
      limits: widestLimits(DEFAULT_LIMITS),
    };
    const ignored = { listensAt: () => undefined, forwarded: () => undefined, avoid: () => undefined };
    const options = { host: HOST, port: 0, secret: this.#secret };
    const sequencer = await Sequencer.open(options, { ...ignored, ...elders }, context);
    this.#closing.push(() => sequencer.close());
    return sequencer;
  }
}
