import { describe, expect, it } from '@jest/globals';
import { toPosition } from '../contract';
import { PositionWaiters } from './position-waiters';

/** A stored checkpoint, and how often it is read. */
const checkpoint = (runsHere: boolean) => {
  const stored = { position: toPosition(0), reads: 0 };
  const read = () => {
    stored.reads += 1;
    return Promise.resolve(stored.position);
  };
  return { stored, waiters: new PositionWaiters(read, () => runsHere) };
};
const PATIENT = { timeoutMs: 5_000 };

describe('a query that waits for a position', () => {
  it('is told without a look where the subscription runs', async () => {
    const { stored, waiters } = checkpoint(true);
    const waiting = waiters.waitFor(3, PATIENT);
    waiters.tell(toPosition(2));
    waiters.tell(toPosition(4));

    expect(await waiting).toBe(4);
    expect(stored.reads).toBe(0);
  });

  it('looks, even there, when it has no time to wait', async () => {
    const { stored, waiters } = checkpoint(true);
    stored.position = toPosition(7);

    expect(await waiters.waitFor(3, { timeoutMs: 0 })).toBe(7);
  });

  it('shares its looks with all that wait where another instance runs the subscription', async () => {
    const { stored, waiters } = checkpoint(false);
    const waiting = Promise.all([1, 2, 3, 4].map((position) => waiters.waitFor(position, PATIENT)));
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(stored.reads).toBe(1);
    stored.position = toPosition(4);

    expect(await waiting).toEqual([4, 4, 4, 4]);
    expect(stored.reads).toBe(2);
  });

  it('is answered with less when its time is over', async () => {
    const { waiters } = checkpoint(false);

    expect(await waiters.waitFor(1, { timeoutMs: 10 })).toBe(0);
  });
});
