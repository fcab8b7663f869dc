import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { edited, readSources, type Sources } from './sources';

const CODE = `
/** Says add(one, two) and is not code. */
export const add = (
  one: number, // the first
  two: number,
) => plus(
  one,
  two,
);
export class Twice { #of(n: number) { return plus(n, n); } other() { return [1, 1]; } }
`;

let folder: string;
let sources: Sources;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
  await writeFile(join(folder, 'a.ts'), CODE);
  await writeFile(join(folder, 'b.ts'), 'export const elsewhere = plus(1, 2);');
  await writeFile(join(folder, 'a.unit.spec.ts'), CODE);
  sources = await readSources(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const edit = (where: string, find: string, replace = 'X') => ({ in: where, find, replace });

describe('code that a mutation changes', () => {
  it('is found whatever its layout, its local names and its file', () => {
    const changed = edited(sources, [edit('add', 'plus($a, $b)', 'minus($b, $a)')]);
    expect([...changed.keys()]).toEqual(['a.ts']);
    expect(changed.get('a.ts')).toContain('=> minus(two, one);');
  });

  it('is found where two names are the same only if they are', () => {
    expect(edited(sources, [edit('Twice', 'plus($n, $n)')]).get('a.ts')).toContain('return X;');
    expect(() => edited(sources, [edit('add', 'plus($n, $n)')])).toThrow('0 times');
  });

  it('is changed by one edit after another', () => {
    const edits = [edit('add', 'plus', 'minus'), edit('add', 'minus', 'times')];
    expect(edited(sources, edits).get('a.ts')).toContain('=> times(');
  });

  it.each([
    ['is gone', edit('add', 'plus(two, one)'), 'add 0 times'],
    ['is in another declaration', edit('Twice', 'plus(1, 2)'), 'Twice 0 times'],
    ['is there more than once', edit('Twice', '1'), 'Twice 2 times'],
  ])('is asked for in vain when it %s', (_, which, message) => {
    expect(() => edited(sources, [which])).toThrow(message);
  });
});
