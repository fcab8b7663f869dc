import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventStore } from '../../../event-store';
import { FaultyCommitStorage, MemoryCommits, MemoryCommitStorage } from '../../../testing';
import { deposit, withdraw } from '../../../testing/conformance';
import { EventLog } from '../../event-log';
import { toPosition } from '../../../contract';
import { verifyChain } from '../../chain';
import { MemoryRegistry } from './memory-registry.fixture';
import { deferred } from '../../../async';

interface Process {
  readonly log: EventLog;
  readonly storage: FaultyCommitStorage;
}

let commits: MemoryCommits;
let registry: MemoryRegistry;
let processes: Process[];
let outside: EventLog;
let secret: Buffer;
/** The connections between the processes, where they are accepted. */
const connections = new Set<Socket>();

const accepted = (message: unknown): void => {
  const socket = typeof message === 'object' && message && 'socket' in message ? message.socket : undefined;
  if (socket instanceof Socket) connections.add(socket);
};

const cut = (): void => {
  for (const socket of connections) socket.destroy();
  connections.clear();
};

const event = (tag = 'a', value = 0) => ({ type: 'E', version: 1, tags: [tag], data: { value } });

beforeEach(async () => {
  [commits, registry, processes, secret] = [new MemoryCommits(), new MemoryRegistry(), [], randomBytes(32)];
  outside = await EventLog.open(new MemoryCommitStorage(commits));
  subscribe('net.server.socket', accepted);
});

afterEach(async () => {
  unsubscribe('net.server.socket', accepted);
  connections.clear();
  await Promise.all(processes.map(({ log }) => log.close()));
});

/** Starts a process, younger than those before it, that has lost two races: it is a member of the writers. */
const start = async (itsSecret = secret): Promise<Process> => {
  for (const before = Date.now(); Date.now() === before;) await nextTurn();
  const storage = new FaultyCommitStorage(new MemoryCommitStorage(commits));
  const sequencer = { host: '127.0.0.1', port: 0, secret: itsSecret };
  const log = await EventLog.open(storage, {}, { registry, sequencer });
  processes.push({ log, storage });
  const loseRace = async (_: unknown, insert: () => Promise<void>): Promise<void> => {
    await outside.append({ events: [event('outside')] });
    await insert();
  };
  storage.nextInsert(loseRace);
  storage.nextInsert(loseRace);
  await log.append({ events: [event('joins')] });
  return { log, storage };
};

/** Whether a process inserts an append of its own. */
const insertsItself = async ({ log, storage }: Process): Promise<boolean> => {
  const insert = jest.spyOn(storage, 'insert');
  await log.append({ events: [event('who')] });
  const inserted = insert.mock.calls.length > 0;
  insert.mockRestore();
  return inserted;
};

/** The sequencer, and another process that hands its appends over to it; both know the log. */
const startTwo = async (): Promise<readonly [Process, Process]> => {
  const [sequencer, other] = [await start(), await start()];
  while (await insertsItself(other));
  await sequencer.log.head();
  return [sequencer, other];
};

/** Cuts the connection behind the next appends that a process forwards. */
const cutAfterSending = ({ storage }: Process): void => {
  jest.spyOn(storage, 'causalToken').mockImplementationOnce(() => {
    setImmediate(cut);
    return '';
  });
};

const expectIntact = async (stored: number): Promise<void> => {
  expect(commits.byPosition).toHaveLength(stored);
  expect((await verifyChain(new MemoryCommitStorage(commits))).fault).toBeUndefined();
};

describe('a process that has a sequencer', () => {
  it('lets it append, gets its own answers, and knows the log as far as that does', async () => {
    const [sequencer, other] = await startTwo();
    const inserts = jest.spyOn(other.storage, 'insert');
    const { commit: before } = await sequencer.log.append({ events: [event('before')] });
    const appended = await Promise.all(
      Array.from({ length: 50 }, (_, value) => other.log.append({ events: [event('a', value)] })),
    );

    expect(inserts).not.toHaveBeenCalled();
    expect(appended.map(({ duplicate }) => duplicate)).toEqual(appended.map(() => false));
    expect(appended.map(({ commit }) => commit.position)).toEqual(
      appended.map((_, index) => before.position + 1 + index),
    );
    expect(appended.map(({ commit }) => commit.events[0]?.data)).toEqual(
      appended.map((_, value) => ({ value })),
    );
    expect(other.log.tail.window.end.hash).toBe(sequencer.log.tail.window.end.hash);
    expect(commits.byPosition.map(({ hash }) => hash).slice(-50)).toEqual(
      appended.map(({ commit }) => commit.hash),
    );
    // Its own and others' alike: conditions are judged by them here, too.
    const seen = other.log.tail.window.commit(before.id);
    for (const { commit } of [...appended, { commit: seen }]) {
      const [recorded] = commit?.events ?? [];
      const parts = [commit, commit?.events, recorded, recorded?.tags, recorded?.data, recorded?.recordedAt];
      expect(parts.map((part) => part !== undefined && Object.isFrozen(part))).toEqual(parts.map(() => true));
    }
    await expectIntact(before.position + 50);
  });

  it('is told of a conflict, of a repeat, and of another request under its id', async () => {
    const [sequencer, other] = await startTwo();
    const { commit: x } = await sequencer.log.append({ events: [event('x')] });
    const condition = { failIfEventsMatch: { items: [{ tags: ['x'] }] }, after: toPosition(1) };
    await expect(other.log.append({ events: [event()], condition })).rejects.toMatchObject({
      code: 'append-condition-failed',
      facts: { after: 1, foundAt: x.position },
    });

    const request = { events: [event('k')], commitId: 'k', metadata: { fingerprint: 'f' } };
    const { commit } = await sequencer.log.append(request);
    expect(await other.log.append(request)).toEqual({ commit, duplicate: true });
    const changed = { ...request, metadata: { fingerprint: 'other' } };
    await expect(other.log.append(changed)).rejects.toMatchObject({ code: 'commit-id-reused' });
    await expectIntact(x.position + 1);
  });

  it('decides at the speed of batches, and every decision counts on those before it', async () => {
    const [, other] = await startTwo();
    const store = new EventStore(other.log);
    await deposit(store, 'a', 40);
    const head = await other.log.head();
    const decisions = Array.from({ length: 60 }, () =>
      withdraw(store, 'a', 1).then(
        ({ kind }) => kind,
        (error: unknown) => String(error),
      ),
    );
    const outcomes = await Promise.all(decisions);
    expect(outcomes.filter((one) => one === 'written')).toHaveLength(40);
    expect(outcomes.filter((one) => one === 'Error: insufficient funds')).toHaveLength(20);
    await expectIntact(head + 40);
  });

  it('finds out by itself what became of its appends when the connection ends, stored or not', async () => {
    const [sequencer, other] = await startTwo();
    const head = await other.log.head();
    const [stored, go] = [deferred<undefined>(), deferred<undefined>()];
    // Stored, and the answer does not come in time.
    sequencer.storage.nextInsert(async (_, insert) => {
      await insert();
      stored.resolve(undefined);
      await go.promise;
    });
    const first = other.log.append({ events: [event('first')] });
    await stored.promise;
    cutAfterSending(other);
    const second = other.log.append({ events: [event('second')], commitId: 'second' });

    expect(await first).toMatchObject({ duplicate: false, commit: { position: head + 1 } });
    expect(await second).toMatchObject({ duplicate: false, commit: { position: head + 2 } });
    go.resolve(undefined);
    await sequencer.log.append({ events: [event('third')] });
    await expectIntact(head + 3);
    expect(commits.byPosition.slice(-3).map(({ events: [one] }) => one?.tags)).toEqual([
      ['first'],
      ['second'],
      ['third'],
    ]);
  });

  it('goes on within two seconds when the sequencer is cut off from the database', async () => {
    const [sequencer, other] = await startTwo();
    const head = await other.log.head();
    const forever = deferred<undefined>();
    sequencer.storage.nextInsert(() => forever.promise);
    const began = performance.now();
    const { commit } = await other.log.append({ events: [event()] });
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(commit.position).toBe(head + 1);
    // It lands late, in a place that is taken.
    forever.reject(new Error('The position is taken.'));
    await sequencer.log.append({ events: [event()] });
    await expectIntact(head + 2);
  });

  it('is answered when the log cannot be read while an answer is taken in', async () => {
    const [sequencer, other] = await startTwo();
    const head = await other.log.head();
    // So far behind that it has to read for itself.
    const many = Array.from({ length: 256 }, () => event('x'));
    for (let commit = 0; commit < 21; commit += 1) await sequencer.log.append({ events: many });
    const away = new Error('The primary stepped down.');
    other.storage.nextTailRead(() => Promise.reject(away));
    jest.spyOn(other.storage, 'lastCommitAfter').mockRejectedValueOnce(away);

    const { commit, duplicate } = await other.log.append({ events: [event('mine')] });
    expect([commit.position, duplicate]).toEqual([head + 21 * 256 + 1, false]);
    expect((await verifyChain(new MemoryCommitStorage(commits))).fault).toBeUndefined();
  });

  it('gives the first answer again when the connection ends over a repeat', async () => {
    const [sequencer, other] = await startTwo();
    const [there, here] = [new EventStore(sequencer.log), new EventStore(other.log)];
    await deposit(there, 'a', 100);
    const first = await withdraw(there, 'a', 30, { commitId: 'k' });
    await deposit(there, 'a', 50);
    await other.log.head();
    cutAfterSending(other);
    const second = await withdraw(here, 'a', 30, { commitId: 'k' });

    if (first.kind !== 'written' || second.kind !== 'written') throw new Error('Both are answered.');
    expect(second).toMatchObject({ duplicate: true, commit: { position: first.commit.position } });
    expect(await second.statesAtCommit()).toEqual(await first.statesAtCommit());
  });

  it('forwards a great deal in parts, and says what it has seen of the database', async () => {
    const [sequencer, other] = await startTwo();
    const head = await other.log.head();
    const seen = jest.spyOn(sequencer.storage, 'advanceTo');
    const token = jest.spyOn(other.storage, 'causalToken').mockReturnValue('seen');
    const insert = jest.spyOn(other.storage, 'insert');
    const data = { value: 'x'.repeat(300_000) };
    await Promise.all(Array.from({ length: 20 }, () => other.log.append({ events: [{ ...event(), data }] })));
    expect(seen).toHaveBeenCalledWith('seen');
    // Three and no more fit into one message.
    expect(token).toHaveBeenCalledTimes(7);
    expect(insert).not.toHaveBeenCalled();
    await expectIntact(head + 20);
  });

  it('is not understood by one that has another secret, and appends by itself', async () => {
    await start();
    const stranger = await start(randomBytes(32));
    while (connections.size === 0) expect(await insertsItself(stranger)).toBe(true);
    const [connection] = connections;
    while (!connection?.destroyed) expect(await insertsItself(stranger)).toBe(true);
    expect(await insertsItself(stranger)).toBe(true);
  });
});
