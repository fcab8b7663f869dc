import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SUBSCRIPTION_OPTIONS, type SubscriptionOptions, subscriptionOptions } from './options';

describe('the options of subscriptions', () => {
  it('are the defaults where nothing is given, or those of the others', () => {
    expect(subscriptionOptions({})).toEqual(DEFAULT_SUBSCRIPTION_OPTIONS);
    const others = subscriptionOptions({ leaseMs: 900, pauseMs: 0, checkpointMs: 0 });
    expect(subscriptionOptions({ maxEvents: 1 }, others)).toEqual({ ...others, maxEvents: 1 });
  });

  it.each<[string, Partial<SubscriptionOptions>]>([
    ['leaseMs', { leaseMs: 0 }],
    ['leaseMs', { leaseMs: Number.NaN }],
    ['waitMs', { waitMs: -1 }],
    ['maxEvents', { maxEvents: 1.5 }],
    ['maxBytes', { maxBytes: 0 }],
    ['batchMs', { batchMs: Number.POSITIVE_INFINITY }],
    ['pauseMs', { pauseMs: -1 }],
    ['checkpointMs', { checkpointMs: Number.NaN }],
    ['poll.firstMs', { poll: { firstMs: -1, maxMs: 5 } }],
    ['retry.maxMs', { retry: { firstMs: 10, maxMs: 5 } }],
  ])('are refused by name: %s in %j', (option, given) => {
    expect(() => subscriptionOptions(given)).toThrow(
      expect.objectContaining({ code: 'invalid-options', facts: expect.objectContaining({ option }) }),
    );
  });
});
