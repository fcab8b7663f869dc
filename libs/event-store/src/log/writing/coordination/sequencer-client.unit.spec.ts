import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS } from '../../../contract';
import { MemoryCommitStorage } from '../../../testing';
import { prepareCommit } from '../../chain';
import { Tail, Window } from '../../reading';
import { Patience } from '../../patience';
import { type Dependency, PendingCommit } from '../pending-commit';
import { ServerClock } from '../server-clock';
import { SequencerClient } from './sequencer-client';

const pending = (...dependsOn: readonly Dependency[]): PendingCommit => {
  const events = [{ type: 'E', version: 1, tags: [], data: {} }];
  return new PendingCommit(
    prepareCommit({ events }, DEFAULT_LIMITS),
    dependsOn,
    'own',
    new Patience(8_000),
    () => undefined,
  );
};

/** A process with an append that a sequencer has been handed; `messages` are what that one says. */
const clientOf = (messages: () => AsyncGenerator) => {
  const storage = new MemoryCommitStorage();
  const takenBack: PendingCommit[] = [];
  const tail = new Tail(storage, new Window(100, 100_000));
  const context = {
    storage,
    tail,
    clock: new ServerClock(() => storage.serverTime()),
    limits: DEFAULT_LIMITS,
    appender: {
      append: () => Promise.reject(new Error('Nothing comes from a peer.')),
      pending: () => undefined,
      takeBack: (left: readonly PendingCommit[]) => takenBack.push(...left),
    },
  };
  const connect = () =>
    new SequencerClient({ send: () => undefined, close: () => undefined, messages }, context);
  return { connect, takenBack, tail };
};

async function* nothing(): AsyncGenerator {
  // The other side says nothing.
}

describe('a sequencer', () => {
  it('is handed what depends on what it was handed before, and nothing that depends on what was taken back', () => {
    const { connect, takenBack } = clientOf(nothing);
    const [lost, open] = [connect(), connect()];
    const first = pending();
    expect([lost.take(first), lost.take(pending(first))]).toEqual([true, true]);
    lost.close();
    expect(takenBack[0]).toBe(first);
    expect([open.take(pending(first)), open.take(pending())]).toEqual([false, true]);
    open.close();
  });

  it('is not handed another try of what it still has, nor what depends on that', () => {
    const { connect } = clientOf(nothing);
    const client = connect();
    const [first, again] = [pending(), pending()];
    const sameId = Object.defineProperty(again, 'id', { value: first.id });
    expect(client.take(first)).toBe(true);
    first.fail(new Error('given up'));
    expect([client.take(sameId), client.take(pending(sameId))]).toEqual([false, false]);
    client.close();
  });

  const place = { id: 'k', position: 1, recordedAt: 0, hash: 'h' };
  const event = { type: 'E', version: 1, tags: [], data: {} };
  const commit = { ...place, events: [event], metadata: {} };
  const reply = { stored: [], refused: [], after: 0, log: [], causalToken: '' };

  it.each<[string, unknown]>([
    ['is of no kind that there is', {}],
    ['stores at no position', { ...reply, stored: [{ ...place, position: 'x' }] }],
    ['stores before the log', { ...reply, stored: [{ ...place, position: 0 }] }],
    ['stores at no time', { ...reply, stored: [{ ...place, recordedAt: null }] }],
    ['stores without a hash', { ...reply, stored: [{ ...place, hash: undefined }] }],
    [
      'refuses by an error that no append has',
      { ...reply, refused: [{ id: 'k', code: 'x', message: '', facts: {} }] },
    ],
    ['refuses nothing', { ...reply, refused: [null] }],
    ['tells of a commit without events', { ...reply, log: [{ ...commit, events: [] }] }],
    [
      'tells of a commit with a tag that is none',
      { ...reply, log: [{ ...commit, events: [{ ...event, tags: [1] }] }] },
    ],
    ['leaves a gap', { ...reply, log: [{ ...commit, position: 7 }] }],
    ['begins beyond what it tells', { ...reply, after: 'x' }],
  ])('whose reply %s has its connection ended, and what it was handed is taken back', async (_, message) => {
    const { connect, takenBack, tail } = clientOf(async function* () {
      yield message;
    });
    const client = connect();
    const handed = pending();
    client.take(handed);
    expect(await client.run()).toBe(false);
    expect(takenBack).toEqual([handed]);
    expect(tail.head).toBe(0);
  });
});
