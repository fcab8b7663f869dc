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
  return { stored, waiters: new PositionWaiters('totals', read, () => runsHere) };
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

  it.each([0, 10])('fails by name when its time of %i ms is over, unless less will do', async (timeoutMs) => {
    const { stored, waiters } = checkpoint(false);
    stored.position = toPosition(4);

    await expect(waiters.waitFor(5, { timeoutMs })).rejects.toMatchObject({
      code: 'position-not-reached',
      message: expect.stringContaining('totals is at position 4, and was waited for to reach 5'),
      facts: { name: 'totals', position: 5, reached: 4 },
    });
    expect(await waiters.tryWaitFor(5, { timeoutMs })).toBe(4);
  });

  it('ends with the reason of whoever does not need the answer any more, unless less will do', async () => {
    const { waiters } = checkpoint(true);
    const gone = new AbortController();
    const waiting = waiters.waitFor(1, { ...PATIENT, signal: gone.signal });
    const trying = waiters.tryWaitFor(1, { ...PATIENT, signal: gone.signal });
    gone.abort(new Error('has left'));

    await expect(waiting).rejects.toThrow('has left');
    expect(await trying).toBe(0);
  });

  it.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY])('for %p is refused', async (position) => {
    const { waiters } = checkpoint(true);

    await expect(waiters.tryWaitFor(position, PATIENT)).rejects.toMatchObject({ code: 'invalid-options' });
  });
});
