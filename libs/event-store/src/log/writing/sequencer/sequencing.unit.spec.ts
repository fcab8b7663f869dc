import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventStore } from '../../../event-store';
import { FaultyCommitStorage, MemoryCommits, MemoryCommitStorage } from '../../../testing';
import { deposit, withdraw } from '../../../testing/conformance';
import { EventLog } from '../../event-log';
import { START, toPosition } from '../../../contract';
import { WritersAtWork, type WriterAtWork, type WriterRoster } from '../turns';
import { verifyChain } from '../../chain';
import { PrivateLine } from './private-line';
import { Sequencing } from './sequencing';

const nobody: WriterRoster = { meet: async () => [], leave: async () => undefined };

interface Process {
  readonly log: EventLog;
  readonly storage: FaultyCommitStorage;
  readonly sequencing: Sequencing;
}

let commits: MemoryCommits;
let processes: Process[];
/** Whom all processes take for their sequencer. */
let elected: WriterAtWork | undefined;
let secret: Buffer;

beforeEach(() => {
  [commits, processes, elected, secret] = [new MemoryCommits(), [], undefined, randomBytes(32)];
  jest.spyOn(WritersAtWork.prototype, 'present', 'get').mockImplementation(() => (elected ? [elected] : []));
  jest.spyOn(WritersAtWork.prototype, 'listensAt').mockImplementation(function (
    this: WritersAtWork,
    address,
  ) {
    elected ??= { id: this.id, seenAt: new Date(), insertMs: 1, address };
  });
});

afterEach(async () => {
  await Promise.all(processes.map(({ log }) => log.close()));
  jest.restoreAllMocks();
});

const start = async (itsSecret = secret): Promise<Process> => {
  const opening = jest.spyOn(Sequencing, 'open');
  const storage = new FaultyCommitStorage(new MemoryCommitStorage(commits));
  const options = { host: '127.0.0.1', port: 0, secret: itsSecret };
  const log = await EventLog.open(storage, {}, nobody, options);
  const [opened] = opening.mock.results;
  opening.mockRestore();
  if (opened?.type !== 'return') throw new Error('It takes part in sequencing.');
  const process = { log, storage, sequencing: await opened.value };
  processes.push(process);
  return process;
};

/** The sequencer, and another process that is connected to it. */
const startTwo = async (): Promise<readonly [Process, Process]> => {
  const [sequencer, other] = [await start(), await start()];
  while (!other.sequencing.seek()) await delay(1);
  return [sequencer, other];
};

/** Cuts the connection behind the next appends that are handed over. */
const closeAfterSending = ({ sequencing }: Process): void => {
  const link = sequencing.seek();
  if (!link) throw new Error('It is connected.');
  const send = link.send.bind(link);
  jest.spyOn(link, 'send').mockImplementation(() => {
    send();
    setImmediate(() => link.close());
  });
};

const event = (tag = 'a', value = 0) => ({ type: 'E', version: 1, tags: [tag], data: { value } });

const expectIntact = async (stored: number): Promise<void> => {
  expect(commits.byPosition).toHaveLength(stored);
  expect((await verifyChain(new MemoryCommitStorage(commits))).fault).toBeUndefined();
};

describe('a process that has a sequencer', () => {
  it('lets it append, gets its own answers, and knows the log as far as that does', async () => {
    const [sequencer, other] = await startTwo();
    const inserts = jest.spyOn(other.storage, 'insert');
    await sequencer.log.append({ events: [event('before')] });
    const appended = await Promise.all(
      Array.from({ length: 50 }, (_, value) => other.log.append({ events: [event('a', value)] })),
    );

    expect(inserts).not.toHaveBeenCalled();
    expect(appended.map(({ duplicate }) => duplicate)).toEqual(appended.map(() => false));
    expect(appended.map(({ commit }) => commit.position)).toEqual(appended.map((_, index) => index + 2));
    expect(appended.map(({ commit }) => commit.events[0]?.data)).toEqual(
      appended.map((_, value) => ({ value })),
    );
    expect(other.log.tail.window.end.hash).toBe(sequencer.log.tail.window.end.hash);
    expect(commits.byPosition.map(({ hash }) => hash).slice(1)).toEqual(
      appended.map(({ commit }) => commit.hash),
    );
    // Its own and others' alike: conditions are judged by them here, too.
    for (const { commit } of [...appended, { commit: other.log.tail.window.commitsAfter(START, 1)[0] }]) {
      const [recorded] = commit?.events ?? [];
      const parts = [commit, commit?.events, recorded, recorded?.tags, recorded?.data, recorded?.recordedAt];
      expect(parts.map((part) => part !== undefined && Object.isFrozen(part))).toEqual(parts.map(() => true));
    }
    await expectIntact(51);
  });

  it('is told of a conflict, of a repeat, and of another request under its id', async () => {
    const [sequencer, other] = await startTwo();
    await sequencer.log.append({ events: [event('x')] });
    const condition = { failIfEventsMatch: { items: [{ tags: ['x'] }] }, after: toPosition(0) };
    await expect(other.log.append({ events: [event()], condition })).rejects.toMatchObject({
      code: 'append-condition-failed',
      facts: { after: 0, foundAt: 1 },
    });

    const request = { events: [event('k')], commitId: 'k', metadata: { fingerprint: 'f' } };
    const { commit } = await sequencer.log.append(request);
    expect(await other.log.append(request)).toEqual({ commit, duplicate: true });
    const changed = { ...request, metadata: { fingerprint: 'other' } };
    await expect(other.log.append(changed)).rejects.toMatchObject({ code: 'commit-id-reused' });
    await expectIntact(2);
  });

  it('decides at the speed of batches, and every decision counts on those before it', async () => {
    const [, other] = await startTwo();
    const store = new EventStore(other.log);
    await deposit(store, 'a', 40);
    const decisions = Array.from({ length: 60 }, () =>
      withdraw(store, 'a', 1).then(
        ({ kind }) => kind,
        (error: unknown) => String(error),
      ),
    );
    const outcomes = await Promise.all(decisions);
    expect(outcomes.filter((one) => one === 'written')).toHaveLength(40);
    expect(outcomes.filter((one) => one === 'Error: insufficient funds')).toHaveLength(20);
    await expectIntact(41);
  });

  it('finds out by itself what became of its appends when the connection ends, stored or not', async () => {
    const [sequencer, other] = await startTwo();
    const [stored, go] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    // Stored, and the answer does not come in time.
    sequencer.storage.nextInsert(async (_, insert) => {
      await insert();
      stored.resolve(undefined);
      await go.promise;
    });
    const first = other.log.append({ events: [event('first')] });
    await stored.promise;
    const second = other.log.append({ events: [event('second')], commitId: 'second' });
    await delay(5);
    other.sequencing.seek()?.close();

    expect(await first).toMatchObject({ duplicate: false, commit: { position: 1 } });
    expect(await second).toMatchObject({ duplicate: false, commit: { position: 2 } });
    go.resolve(undefined);
    await sequencer.log.append({ events: [event('third')] });
    await expectIntact(3);
    expect(commits.byPosition.map(({ events: [one] }) => one?.tags)).toEqual([
      ['first'],
      ['second'],
      ['third'],
    ]);
  });

  it('goes on within two seconds when the sequencer is cut off from the database', async () => {
    const [sequencer, other] = await startTwo();
    const forever = Promise.withResolvers<undefined>();
    sequencer.storage.nextInsert(() => forever.promise);
    const began = performance.now();
    const { commit } = await other.log.append({ events: [event()] });
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(commit.position).toBe(1);
    // It lands late, in a place that is taken.
    forever.reject(new Error('Position 1 is taken.'));
    await sequencer.log.append({ events: [event()] });
    await expectIntact(2);
  });

  it('is answered when the log cannot be read while an answer is taken in', async () => {
    const [sequencer, other] = await startTwo();
    // So far behind that it has to read for itself.
    const many = Array.from({ length: 256 }, () => event('x'));
    for (let commit = 0; commit < 21; commit += 1) await sequencer.log.append({ events: many });
    const away = new Error('The primary stepped down.');
    other.storage.nextTailRead(() => Promise.reject(away));
    jest.spyOn(other.storage, 'lastCommitAfter').mockRejectedValueOnce(away);

    const { commit, duplicate } = await other.log.append({ events: [event('mine')] });
    expect([commit.position, duplicate]).toEqual([21 * 256 + 1, false]);
    await expectIntact(22);
  });

  it('gives the first answer again when the connection ends over a repeat', async () => {
    const [sequencer, other] = await startTwo();
    const [there, here] = [new EventStore(sequencer.log), new EventStore(other.log)];
    await deposit(there, 'a', 100);
    const first = await withdraw(there, 'a', 30, { commitId: 'k' });
    await deposit(there, 'a', 50);
    await other.log.head();
    closeAfterSending(other);
    const second = await withdraw(here, 'a', 30, { commitId: 'k' });

    if (first.kind !== 'written' || second.kind !== 'written') throw new Error('Both are answered.');
    expect(second).toMatchObject({ duplicate: true, commit: { position: 2 } });
    expect(await second.statesAtCommit()).toEqual(await first.statesAtCommit());
  });

  it('hands over nothing that counts on what it has taken back', async () => {
    const [sequencer, other] = await startTwo();
    const [there, here] = [new EventStore(sequencer.log), new EventStore(other.log)];
    await deposit(there, 'a', 100);
    await other.log.head();
    await withdraw(there, 'a', 1);
    closeAfterSending(other);
    // To settle what was taken back takes its time.
    const slow = Promise.withResolvers<undefined>();
    const find = other.storage.commitsById.bind(other.storage);
    const finding = jest.spyOn(other.storage, 'commitsById').mockImplementation(async (ids) => {
      if (finding.mock.calls.length > 1) await slow.promise;
      return find(ids);
    });
    const first = withdraw(here, 'a', 1);
    while (finding.mock.calls.length < 2) await delay(1);
    while (!other.sequencing.seek()) await delay(1);
    const second = withdraw(here, 'a', 1, { maxAttempts: 2 });
    await delay(200);
    slow.resolve(undefined);

    expect((await Promise.all([first, second])).map(({ kind }) => kind)).toEqual(['written', 'written']);
    await expectIntact(4);
  });

  it('hands over a great deal in parts, and says what it has seen of the database', async () => {
    const [sequencer, other] = await startTwo();
    const [reach, send] = [
      jest.spyOn(sequencer.storage, 'advanceTo'),
      jest.spyOn(PrivateLine.prototype, 'sendText'),
    ];
    jest.spyOn(other.storage, 'causalToken').mockReturnValue('seen');
    const data = { value: 'x'.repeat(300_000) };
    await Promise.all(Array.from({ length: 20 }, () => other.log.append({ events: [{ ...event(), data }] })));
    expect(reach).toHaveBeenCalledWith('seen');
    const asks = send.mock.calls.map(([text]) => text).filter((text) => text.includes('"appends"'));
    expect(asks.length).toBeGreaterThan(4);
    expect(Math.max(...asks.map(({ length }) => length))).toBeLessThan(1_500_000);
    await expectIntact(20);
  });

  it('is not understood by one that has another secret, and appends by itself', async () => {
    await start();
    const stranger = await start(randomBytes(32));
    const inserts = jest.spyOn(stranger.storage, 'insert');
    for (let append = 0; append < 20; append += 1) await stranger.log.append({ events: [event()] });
    expect(inserts).toHaveBeenCalledTimes(20);
    expect(stranger.sequencing.seek()).toBeUndefined();
  });
});
