import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyEdit, type Mutation } from './mutation';
import { MUTATIONS } from './mutations';
import { assertSound, isCaught, tryMutations } from './try-mutations';
import { Workshop } from './workshop';

const STORE = join(import.meta.dirname, '../../../libs/event-store/src');
const { signal } = new AbortController();
let workshop: Workshop;

beforeAll(async () => {
  workshop = await Workshop.open();
});

afterAll(() => workshop.close());

const outcomesOf = async (...mutations: readonly Mutation[]) => {
  const caught: boolean[] = [];
  const noEngine = () => Promise.reject(new Error('No engine is needed here.'));
  for await (const outcome of tryMutations(workshop, mutations, noEngine, signal))
    caught.push(isCaught(outcome));
  return caught;
};

describe('mutations', () => {
  it.each(MUTATIONS)('"$name" changes text that is there', async ({ edits }) => {
    for (const edit of edits) {
      const source = await readFile(join(STORE, edit.file), 'utf8');
      expect(applyEdit(source, edit)).not.toBe(source);
    }
  });

  it.each([
    ['is gone', 'b'],
    ['is there more than once', 'a'],
  ])('fail loudly when their text %s', (_, find) => {
    expect(() => applyEdit('a a', { file: 'x.ts', find, replace: 'c' })).toThrow('x.ts');
  });

  it('are caught when they break a promise or everything, survive when they break nothing, and leave no trace', async () => {
    const edit = (find: string, replace: string): Mutation => ({
      ...{ name: replace, on: 'any' },
      edits: [{ file: 'log/window.ts', find, replace }],
    });
    const covers = 'return after >= this.start;';
    expect(
      await outcomesOf(
        edit(covers, 'return true;'),
        edit(covers, `${covers} // all the same`),
        edit(covers, 'return after >= ;'),
      ),
    ).toEqual([true, false, true]);
    await expect(assertSound(workshop, undefined, signal)).resolves.toBeUndefined();
  }, 120_000);
});
