import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { deferred } from '../../../async';
import { toPosition } from '../../../contract';
import { EventStore } from '../../../event-store';
import { deposit, withdraw } from '../../../testing/conformance';
import { Patience } from '../../patience';
import { event, insertsItself, Writers } from './writers.fixture';

let writers: Writers;
beforeEach(() => {
  writers = new Writers();
});
afterEach(() => writers.close());

const expectIntact = async (stored: number): Promise<void> => {
  expect(writers.commits.byPosition).toHaveLength(stored);
  expect(await writers.fault()).toBeUndefined();
};

describe('a process that has a sequencer', () => {
  it('lets it append, gets its own answers, and knows the log as far as that does', async () => {
    const [sequencer, other] = await writers.startTwo();
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
    expect(writers.commits.byPosition.map(({ hash }) => hash).slice(-50)).toEqual(
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
    const [sequencer, other] = await writers.startTwo();
    const { commit: x } = await sequencer.log.append({ events: [event('x')] });
    const condition = { failIfEventsMatch: { items: [{ tags: ['x'] }] }, after: toPosition(1) };
    await expect(other.log.append({ events: [event()], condition })).rejects.toMatchObject({
      code: 'append-condition-failed',
      facts: { after: 1, foundAt: x.position },
    });

    const request = { events: [event('k')], command: { id: 'k', request: 'f' } };
    const { commit } = await sequencer.log.append(request);
    expect(await other.log.append(request)).toEqual({ commit, duplicate: true });
    const changed = { ...request, command: { id: 'k', request: 'other' } };
    await expect(other.log.append(changed)).rejects.toMatchObject({ code: 'commit-id-reused' });
    await expectIntact(x.position + 1);
  });

  it('decides at the speed of batches, and every decision counts on those before it', async () => {
    const [, other] = await writers.startTwo();
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
    const [sequencer, other] = await writers.startTwo();
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
    writers.cutAfterSending(other);
    const second = other.log.append({
      events: [event('second')],
      command: { id: 'second', anyRequest: true },
    });

    expect(await first).toMatchObject({ duplicate: false, commit: { position: head + 1 } });
    expect(await second).toMatchObject({ duplicate: false, commit: { position: head + 2 } });
    go.resolve(undefined);
    await sequencer.log.append({ events: [event('third')] });
    await expectIntact(head + 3);
    expect(writers.commits.byPosition.slice(-3).map(({ events: [one] }) => one?.tags)).toEqual([
      ['first'],
      ['second'],
      ['third'],
    ]);
  });

  it('goes on within two seconds when the sequencer is cut off from the database', async () => {
    const [sequencer, other] = await writers.startTwo();
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

  it('waits as long as its own patience lasts, not that of the sequencer', async () => {
    const [sequencer, other] = await writers.startTwo({ patienceMs: 150 });
    const store = new EventStore(other.log);
    const head = await other.log.head();
    // It has sent both, and gives them up long before the connection counts as silent.
    sequencer.storage.nextInsert(() => deferred<undefined>().promise);
    const paid = deposit(store, 'a', 100);
    const withdrawn = withdraw(store, 'a', 60, { command: { id: 'k', anyRequest: true } });

    expect(await Promise.all([paid, withdrawn])).toMatchObject([
      { kind: 'written', duplicate: false, commit: { position: head + 1 } },
      { kind: 'written', duplicate: false, commit: { position: head + 2 } },
    ]);
    await expectIntact(head + 2);
  });

  it('is told of what counts on an append of unknown fate as soon as that is given up, and not before', async () => {
    const sequencer = await writers.start();
    const other = await writers.start({ maxBatchCommits: 1 });
    while (await insertsItself(other));
    const after = await other.log.head();
    const [forever, sent] = [deferred<undefined>(), deferred<undefined>()];
    sequencer.storage.nextInsert(() => forever.promise);
    // Each of its inserts: one that is given up in the last moment may be sent once more.
    jest.spyOn(other.storage, 'insert').mockImplementation(() => {
      sent.resolve(undefined);
      return forever.promise;
    });
    const query = { items: [{ tags: ['x'] }] };
    const countsOnAll = () => {
      const condition = { failIfEventsMatch: query, after };
      const dependsOn = other.log.writer.pendingMatching(query);
      return other.log.append({ events: [event('x')], condition }, dependsOn, new Patience(60_000));
    };
    const first = other.log.append({ events: [event('x')] }, [], new Patience(1_500));
    const forwarded = countsOnAll();
    // The sequencer is silent: what it was handed is taken back, and the first is sent from here.
    await sent.promise;
    const neverSent = countsOnAll();

    expect(await Promise.allSettled([first, forwarded, neverSent])).toMatchObject([
      { reason: { code: 'outcome-unknown' } },
      { reason: { code: 'outcome-unknown' } },
      // Nobody has it, so it is certain: whoever decided it decides anew.
      { reason: { code: 'append-condition-failed' } },
    ]);
    forever.reject(new Error('The position is taken.'));
  });

  it('is answered when it has no sequencer any more while one has what its next append counts on', async () => {
    const [sequencer, other] = await writers.startTwo();
    const store = new EventStore(other.log);
    const [sent, go] = [deferred<undefined>(), deferred<undefined>()];
    sequencer.storage.nextInsert(async (_, insert) => {
      sent.resolve(undefined);
      await go.promise;
      await insert();
    });
    const paid = deposit(store, 'a', 100);
    await sent.promise;
    // Nobody's heartbeats are seen: from the next one on it is a member beside nobody.
    const unseen = jest.spyOn(writers.registry, 'heartbeats').mockResolvedValue([]);
    const others: Promise<unknown>[] = [];
    while (unseen.mock.calls.length === 0) {
      others.push(other.log.append({ events: [event()] }));
      await delay(20);
    }
    const twins = [1, 2].map(() => withdraw(store, 'a', 60, { command: { id: 'k', anyRequest: true } }));
    const head = await other.log.head();
    go.resolve(undefined);
    await Promise.all([paid, ...others]);
    const answers = await Promise.all(twins);
    expect(answers.map(({ kind }) => kind)).toEqual(['written', 'written']);
    await expectIntact(head + 2 + others.length);
  });

  it('is answered when the log cannot be read while an answer is taken in', async () => {
    const [sequencer, other] = await writers.startTwo();
    const head = await other.log.head();
    // So far behind that it has to read for itself.
    const many = Array.from({ length: 256 }, () => event('x'));
    for (let commit = 0; commit < 21; commit += 1) await sequencer.log.append({ events: many });
    const away = new Error('The primary stepped down.');
    other.storage.nextTailRead(() => Promise.reject(away));
    jest.spyOn(other.storage, 'lastHeaderAfter').mockRejectedValueOnce(away);

    const { commit, duplicate } = await other.log.append({ events: [event('mine')] });
    expect([commit.position, duplicate]).toEqual([head + 21 * 256 + 1, false]);
    expect(await writers.fault()).toBeUndefined();
  });

  it('gives the first answer again when the connection ends over a repeat', async () => {
    const [sequencer, other] = await writers.startTwo();
    const [there, here] = [new EventStore(sequencer.log), new EventStore(other.log)];
    await deposit(there, 'a', 100);
    const first = await withdraw(there, 'a', 30, { command: { id: 'k', anyRequest: true } });
    await deposit(there, 'a', 50);
    await other.log.head();
    writers.cutAfterSending(other);
    const second = await withdraw(here, 'a', 30, { command: { id: 'k', anyRequest: true } });

    if (first.kind !== 'written' || second.kind !== 'written') throw new Error('Both are answered.');
    expect(second).toMatchObject({ duplicate: true, commit: { position: first.commit.position } });
    expect(await second.statesAtCommit()).toEqual(await first.statesAtCommit());
  });

  it('forwards a great deal in parts, and says what it has seen of the database', async () => {
    const [sequencer, other] = await writers.startTwo();
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
    await writers.start();
    const stranger = await writers.start({ itsSecret: randomBytes(32) });
    while (writers.connections.size === 0) expect(await insertsItself(stranger)).toBe(true);
    const [connection] = writers.connections;
    while (!connection?.destroyed) expect(await insertsItself(stranger)).toBe(true);
    expect(await insertsItself(stranger)).toBe(true);
  });
});
