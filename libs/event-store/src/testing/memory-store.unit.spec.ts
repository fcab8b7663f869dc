import { describe, expect, it } from '@jest/globals';
import { isEventStoreError } from '../contract';
import { MemoryCommits } from './memory-commit-storage';
import { memoryStore } from './memory-store';

const event = { type: 'E', version: 1, tags: ['t'], data: { n: 1 } };

describe('a store in memory', () => {
  it('is a log of its own, unless commits are shared', async () => {
    const commits = new MemoryCommits();
    const [one, same, other] = [await memoryStore(commits), await memoryStore(commits), await memoryStore()];
    await one.append({ events: [event, event] });
    expect([await same.head(), await other.head()]).toEqual([2, 0]);
  });

  it('judges conditions between instances', async () => {
    const commits = new MemoryCommits();
    const [one, other] = [await memoryStore(commits), await memoryStore(commits)];
    const once = { events: [event], condition: { failIfEventsMatch: { items: [{ tags: ['t'] }] } } };
    await one.append(once);
    const [outcome] = await Promise.allSettled([other.append(once)]);
    expect(
      outcome.status === 'rejected' && isEventStoreError(outcome.reason, 'append-condition-failed'),
    ).toBe(true);
  });
});
