import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS } from '../../../contract';
import { MemoryCommitStorage } from '../../../testing';
import { prepareCommit } from '../../chain';
import { Tail, Window } from '../../reading';
import { type Dependency, PendingCommit } from '../pending-commit';
import { ServerClock } from '../server-clock';
import { SequencerClient } from './sequencer-client';

const pending = (...dependsOn: readonly Dependency[]): PendingCommit => {
  const events = [{ type: 'E', version: 1, tags: [], data: {} }];
  return new PendingCommit(prepareCommit({ events }, DEFAULT_LIMITS), dependsOn, 'own', 0, () => undefined);
};

describe('a sequencer', () => {
  it('is handed what depends on what it was handed before, and nothing that depends on what was taken back', () => {
    const storage = new MemoryCommitStorage();
    const takenBack: PendingCommit[] = [];
    const context = {
      storage,
      tail: new Tail(storage, new Window(100, 100_000)),
      clock: new ServerClock(() => storage.serverTime()),
      appender: {
        append: () => Promise.reject(new Error('Nothing comes from a peer.')),
        pending: () => undefined,
        takeBack: (left: readonly PendingCommit[]) => takenBack.push(...left),
      },
    };
    const connect = () =>
      new SequencerClient({ send: () => undefined, close: () => undefined, messages: noMessages }, context);
    const [lost, open] = [connect(), connect()];
    const first = pending();
    expect([lost.take(first), lost.take(pending(first))]).toEqual([true, true]);
    lost.close();
    expect(takenBack[0]).toBe(first);
    expect([open.take(pending(first)), open.take(pending())]).toEqual([false, true]);
    open.close();
  });
});

async function* noMessages(): AsyncGenerator {
  // The other side says nothing.
}
