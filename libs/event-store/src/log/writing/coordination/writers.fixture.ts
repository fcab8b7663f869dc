import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { FaultyCommitStorage, MemoryCommits, MemoryCommitStorage } from '../../../testing';
import { verifyChain } from '../../chain';
import { EventLog } from '../../event-log';
import type { EventLogOptions } from '../../log-options';
import { MemoryRegistry } from './memory-registry.fixture';

export interface Process {
  readonly log: EventLog;
  readonly storage: FaultyCommitStorage;
}

export interface StartOptions extends Partial<EventLogOptions> {
  readonly itsSecret?: Buffer;
}

export const event = (tag = 'a', value = 0) => ({ type: 'E', version: 1, tags: [tag], data: { value } });

/** Processes that write to one log in memory, and find each other. */
export class Writers {
  readonly commits = new MemoryCommits();
  readonly registry = new MemoryRegistry();
  readonly secret = randomBytes(32);
  /** The connections between the processes, where they are accepted. */
  readonly connections = new Set<Socket>();
  readonly #processes: Process[] = [];
  readonly #outside = EventLog.open(new MemoryCommitStorage(this.commits));

  constructor() {
    subscribe('net.server.socket', this.#accepted);
  }

  async close(): Promise<void> {
    unsubscribe('net.server.socket', this.#accepted);
    this.connections.clear();
    await Promise.all(this.#processes.map(({ log }) => log.close()));
  }

  /** Starts a process, younger than those before it, that has lost two races: it is a member of the writers. */
  async start({ itsSecret = this.secret, ...options }: StartOptions = {}): Promise<Process> {
    for (const before = Date.now(); Date.now() === before;) await nextTurn();
    const storage = new FaultyCommitStorage(new MemoryCommitStorage(this.commits));
    const sequencer = { host: '127.0.0.1', port: 0, secret: itsSecret };
    const log = await EventLog.open(storage, options, { registry: this.registry, sequencer });
    this.#processes.push({ log, storage });
    const loseRace = async (_: unknown, insert: () => Promise<void>): Promise<void> => {
      await (await this.#outside).append({ events: [event('outside')] });
      await insert();
    };
    storage.nextInsert(loseRace);
    storage.nextInsert(loseRace);
    await log.append({ events: [event('joins')] });
    return { log, storage };
  }

  /**
   * The sequencer, and another process that forwards its appends to it; both know the log.
   * @param options of the sequencer
   */
  async startTwo(options: StartOptions = {}): Promise<readonly [Process, Process]> {
    const [sequencer, other] = [await this.start(options), await this.start()];
    while (await insertsItself(other));
    await sequencer.log.head();
    return [sequencer, other];
  }

  /** Ends the connections between the processes. */
  cut(): void {
    for (const socket of this.connections) socket.destroy();
    this.connections.clear();
  }

  /** Cuts the connection behind the next appends that a process forwards. */
  cutAfterSending({ storage }: Process): void {
    jest.spyOn(storage, 'causalToken').mockImplementationOnce(() => {
      setImmediate(() => this.cut());
      return '';
    });
  }

  /** What is wrong with the log. */
  async fault(): Promise<unknown> {
    return (await verifyChain(new MemoryCommitStorage(this.commits))).fault;
  }

  readonly #accepted = (message: unknown): void => {
    const socket = typeof message === 'object' && message && 'socket' in message ? message.socket : undefined;
    if (socket instanceof Socket) this.connections.add(socket);
  };
}

/** Whether a process inserts an append of its own. */
export const insertsItself = async ({ log, storage }: Process): Promise<boolean> => {
  const insert = jest.spyOn(storage, 'insert');
  await log.append({ events: [event('who')] });
  const inserted = insert.mock.calls.length > 0;
  insert.mockRestore();
  return inserted;
};
