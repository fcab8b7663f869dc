import { describe, expect, it } from '@jest/globals';
import { checkReaction } from './check-reaction';
import type { Reaction } from './reaction';

const reaction: Reaction = {
  name: 'letters',
  query: { items: [] },
  startFrom: 'start',
  key: () => 'k',
  react: () => Promise.resolve(),
};

describe('a reaction', () => {
  it('needs no numbers of its own', () => {
    expect(() => checkReaction(reaction)).not.toThrow();
    expect(() => checkReaction({ ...reaction, maxAttempts: 1, concurrency: 1, lookAhead: 1 })).not.toThrow();
  });

  it.each<[string, Partial<Reaction>]>([
    ['concurrency', { concurrency: 0 }],
    ['concurrency', { concurrency: Number.NaN }],
    ['timeoutMs', { timeoutMs: -1 }],
    ['lookAhead', { lookAhead: 1.5 }],
    ['maxAttempts', { maxAttempts: 0 }],
    ['retry.firstMs', { retry: { firstMs: Number.NaN, maxMs: 5 } }],
    ['retry.maxMs', { retry: { firstMs: 6, maxMs: 5 } }],
  ])('is refused by name with a %s that nothing can be done by: %j', (option, wrong) => {
    expect(() => checkReaction({ ...reaction, ...wrong })).toThrow(
      expect.objectContaining({ code: 'invalid-options', facts: expect.objectContaining({ option }) }),
    );
  });
});
