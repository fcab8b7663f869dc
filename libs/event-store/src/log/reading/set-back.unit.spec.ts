import { describe, expect, it, jest } from '@jest/globals';
import { MemoryCommits, MemoryCommitStorage } from '../../testing';
import { EventLog } from '../event-log';

const event = { type: 'Happened', version: 1, tags: [], data: {} };
const openLog = (commits: MemoryCommits) => EventLog.open(new MemoryCommitStorage(commits));
const append = async (log: EventLog, count: number) => {
  for (let each = 0; each < count; each += 1) await log.append({ events: [event] });
};

/** A log of six commits, and what a process that knows ten of them has before it when others went on from the six. */
const setBack = async (thenAppended: number) => {
  const commits = new MemoryCommits();
  const restored = new MemoryCommits();
  const knowing = await openLog(commits);
  await append(knowing, 10);
  for (const commit of commits.byPosition.slice(0, 6)) restored.insert(commit);
  await append(await openLog(restored), thenAppended);
  return { knowing, commits, restored: restored.byPosition };
};

describe.each([
  ['is shorter than what is known', 3, null],
  ['ends where it ended, with other commits', 4, expect.any(String)],
  ['is longer than what is known, with other commits', 5, expect.any(String)],
])('a log that was set back and %s', (_, thenAppended, found) => {
  it('is an error to whoever asks for its end, each time', async () => {
    const { knowing, commits, restored } = await setBack(thenAppended);
    commits.byPosition.splice(0, 10, ...restored);
    const diverged = { code: 'log-diverged', facts: { position: 10, found } };
    await expect(knowing.head()).rejects.toMatchObject(diverged);
    await expect(knowing.head()).rejects.toMatchObject(diverged);
  });

  it('is not written to by a process that knew it otherwise', async () => {
    const { knowing, commits, restored } = await setBack(thenAppended);
    commits.byPosition.splice(0, 10, ...restored);
    const later = performance.now() + 2_000;
    const clock = jest.spyOn(performance, 'now').mockReturnValue(later);
    await expect(knowing.append({ events: [event] })).rejects.toMatchObject({ code: 'log-diverged' });
    clock.mockRestore();
    expect(commits.byPosition).toEqual(restored);
  });
});
