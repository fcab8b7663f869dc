import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryCommitStorage } from '../../testing';
import { EventLog } from '../event-log';
import { ServerClock } from './server-clock';

const NOW = Date.UTC(2026, 10, 28, 8);
const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

let warnings: string[];
beforeEach(() => {
  warnings = [];
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
  jest.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(String(warning)));
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A clock of a database that is so many milliseconds ahead, one after another with each reading. */
const clockOf = (...aheadMs: readonly number[]) => {
  let readings = 0;
  const read = async () => new Date(NOW + (aheadMs[readings++] ?? 0));
  return new ServerClock(read, 5 * MINUTE, 30_000, () => 0);
};

describe('the time that is recorded', () => {
  it.each([
    ['a little ahead', 4 * MINUTE],
    ['far behind', -YEAR],
  ])("is the database's when that is %s of this machine's", async (_, aheadMs) => {
    const clock = clockOf(aheadMs);
    await clock.synchronise();
    expect(clock.credible()).toEqual(new Date(NOW + aheadMs));
    expect(clock.aheadMs).toBe(aheadMs);
    expect(warnings).toEqual([]);
  });

  it("is never further ahead of this machine's than is credible, and one warning says so", async () => {
    const clock = clockOf(YEAR, 0, YEAR);
    await clock.synchronise();
    expect([clock.credible(), clock.credible()]).toEqual([
      new Date(NOW + 5 * MINUTE),
      new Date(NOW + 5 * MINUTE),
    ]);
    expect(clock.aheadMs).toBe(YEAR);
    expect(warnings).toEqual([expect.stringContaining('says 2027-11-28T08:00:00.000Z')]);

    await clock.synchronise();
    expect(clock.credible()).toEqual(new Date(NOW));
    await clock.synchronise();
    clock.credible();
    expect(warnings).toHaveLength(2);
  });

  it('goes on when the clock of the database has leapt and was put right', async () => {
    const storage = new MemoryCommitStorage();
    jest.spyOn(storage, 'serverTime').mockResolvedValueOnce(new Date(NOW + YEAR));
    const event = { type: 'E', version: 1, tags: [], data: {} };
    const { commit: leapt } = await (await EventLog.open(storage)).append({ events: [event] });
    expect(leapt.recordedAt).toEqual(new Date(NOW + 5 * MINUTE));
    jest.spyOn(Date, 'now').mockReturnValue(NOW + 6 * MINUTE);
    jest.spyOn(storage, 'serverTime').mockResolvedValueOnce(new Date(NOW + 6 * MINUTE));
    const { commit: next } = await (await EventLog.open(storage)).append({ events: [event] });
    expect(next.recordedAt.getTime()).toBeGreaterThanOrEqual(NOW + 6 * MINUTE);
    expect(next.recordedAt.getTime()).toBeLessThan(NOW + 7 * MINUTE);
  });
});
