import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mutation } from './mutation';
import { StoreCopy } from './store-copy';
import { assertUnbroken, isCaught, tryMutations } from './try-mutations';

const { signal } = new AbortController();
let copy: StoreCopy;

beforeAll(async () => {
  copy = await StoreCopy.make();
});
afterAll(() => copy.remove());

const outcomesOf = async (...mutations: readonly Mutation[]) => {
  const caught: boolean[] = [];
  for await (const outcome of tryMutations(copy, mutations, undefined, signal))
    caught.push(isCaught(outcome));
  return caught;
};

describe('mutations', () => {
  it('are caught when they break a promise or everything, survive when they break nothing, and leave no trace', async () => {
    const replacing = (replace: string): Mutation => ({
      ...{ name: replace, on: 'any', specs: [] },
      edits: [{ in: 'Window', find: 'return $after >= this.start;', replace }],
    });
    expect(
      await outcomesOf(
        replacing('return true;'),
        replacing('return $after >= this.start; // all the same'),
        replacing('return $after >= ;'),
      ),
    ).toEqual([true, false, true]);
    await expect(assertUnbroken(copy, { uri: undefined }, signal)).resolves.toBeUndefined();
  }, 120_000);
});
