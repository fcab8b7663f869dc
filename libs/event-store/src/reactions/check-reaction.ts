import { assertBackOff, assertCount, assertOneOf } from '../contract';
import { type Reaction, REACTION_DEFAULTS } from './reaction';
import { assertStartFrom } from './starting-place';

/** Refuses by name what a reaction could not work by. @throws EventStoreError `invalid-options` */
export const checkReaction = (reaction: Reaction): void => {
  assertStartFrom(reaction);
  const { concurrency, timeoutMs, lookAhead, retry } = { ...REACTION_DEFAULTS, ...reaction };
  const { maxAttempts = 1, unknown = 'fail' } = reaction;
  for (const [name, count] of Object.entries({ concurrency, timeoutMs, lookAhead, maxAttempts }))
    assertCount(name, count);
  assertBackOff('retry', retry);
  assertOneOf('unknown', unknown, ['fail', 'skip']);
};
