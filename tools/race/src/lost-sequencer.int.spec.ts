import { afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoEventStore, verifyLog } from '@event-sourcing/event-store';
import { Child } from '@event-sourcing/tools-kit';
import { MongoClient } from 'mongodb';
import { steadyReport, type SteadyOrder, type SteadyReport } from './steady-writer.fixture';

const uri = process.env.MONGODB_URI ?? '';
const WORKERS = 8;

/** A process that appends without a pause, and what it has told. */
class Writer {
  readonly stored: SteadyReport['stored'] = [];
  readonly failures: string[] = [];
  peers = 0;
  #ended = false;
  readonly #child = Child.start(new URL('./steady-writer.fixture.ts', import.meta.url));

  constructor(order: SteadyOrder) {
    this.#child.onMessage((message) => {
      const { peers, stored, failures, ended } = steadyReport.parse(message);
      this.peers = peers;
      this.stored.push(...stored);
      this.failures.push(...failures);
      this.#ended = ended;
    });
    this.#child.send(order);
  }

  signal(name: NodeJS.Signals): void {
    this.#child.signal(name);
  }

  async begun(): Promise<void> {
    while (this.stored.length < 100) await pause(20);
  }

  async end(): Promise<void> {
    this.#child.send({ kind: 'end' });
    await this.#child.exited;
    expect(this.#ended).toBe(true);
  }

  /** Milliseconds that it once was without an answer, from a time until its last one. */
  longestGap(from: number): number {
    const times = [from, ...this.stored.map(([, , at]) => at).filter((at) => at > from)];
    return Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? at)));
  }
}

let writers: Writer[] = [];
let dbName: string;

afterEach(async () => {
  for (const writer of writers) writer.signal('SIGKILL');
  const client = await MongoClient.connect(uri);
  await client.db(dbName).dropDatabase();
  await client.close();
}, 60_000);

/** Three processes, the first of which appends for the others. */
const start = async (): Promise<readonly [Writer, Writer, Writer]> => {
  dbName = `lost-sequencer-${randomUUID()}`;
  const [first, second, third] = [0, 1, 2].map((index) => async () => {
    const writer = new Writer({ uri, dbName, name: `w${index}`, workers: WORKERS });
    writers.push(writer);
    await writer.begun();
    return writer;
  });
  writers = [];
  if (!first || !second || !third) throw new Error('There are three.');
  const all = [await first(), await second(), await third()] as const;
  while (all[0].peers < 2) await pause(20);
  return all;
};

const expectEachOnce = async (told: readonly Writer[]): Promise<void> => {
  const client = await MongoClient.connect(uri);
  const store = await MongoEventStore.open(client, dbName);
  const positions = new Map<string, number>();
  let next = 1;
  for await (const { commitId, position } of store.read()) {
    expect(position).toBe(next);
    next += 1;
    expect(positions.has(commitId)).toBe(false);
    positions.set(commitId, position);
  }
  for (const { stored } of told) {
    expect(stored.filter(([id, position]) => positions.get(id) !== position)).toEqual([]);
  }
  expect(await verifyLog(client, dbName)).toMatchObject({ head: { position: next - 1 } });
  expect((await verifyLog(client, dbName))?.fault).toBeUndefined();
  await store.close();
  await client.close();
};

describe('a process that appends for the others', () => {
  it('is killed: they go on within two seconds, nothing is lost, nothing doubled', async () => {
    const [sequencer, ...others] = await start();
    const killedAt = Date.now();
    sequencer.signal('SIGKILL');
    await pause(4_000);
    for (const writer of others) await writer.end();

    for (const writer of others) {
      expect(writer.failures).toEqual([]);
      expect(writer.longestGap(killedAt)).toBeLessThan(2_000);
    }
    await expectEachOnce([sequencer, ...others]);
  }, 60_000);

  it('stands still: they go on within two seconds, and what it sends late is not doubled', async () => {
    const [sequencer, ...others] = await start();
    const stoppedAt = Date.now();
    sequencer.signal('SIGSTOP');
    await pause(4_000);
    sequencer.signal('SIGCONT');
    await pause(500);
    for (const writer of [sequencer, ...others]) await writer.end();

    for (const writer of others) {
      expect(writer.failures).toEqual([]);
      expect(writer.longestGap(stoppedAt)).toBeLessThan(2_000);
    }
    expect(sequencer.failures).toEqual([]);
    await expectEachOnce([sequencer, ...others]);
  }, 60_000);
});
