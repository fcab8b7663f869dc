import { describe, expect, it } from '@jest/globals';
import { LOG_PROMISES, logOver } from '../testing';
import { memoryLog } from '../testing/conformance';
import type { CommitStorage } from './storage';

describe('the log in memory keeps every promise', () => {
  it.each(LOG_PROMISES)('$promise', async ({ check }) => {
    await check(memoryLog());
  });
});

/** Takes everything and keeps nothing. */
const nothing: CommitStorage = {
  insert: async () => undefined,
  commitsAfter: async () => ({ commits: [], more: false }),
  commitsById: async () => [],
  headerAt: async () => undefined,
  lastHeaderAfter: async () => undefined,
  async *scan() {
    // Nothing to give.
  },
  positionMatching: async () => undefined,
  audit: async () => [],
  strays: async () => [],
  provePrimary: async () => undefined,
  causalToken: () => '',
  advanceTo: () => undefined,
  serverTime: async () => new Date(),
};

describe('a log that does nothing breaks every promise', () => {
  it.each(LOG_PROMISES)('$promise', async ({ check }) => {
    await expect(check(logOver(() => nothing))).rejects.toThrow();
  });
});
