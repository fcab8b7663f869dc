import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from './create';

const templates = join(import.meta.dirname, '../templates');

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'create-'));
});
afterEach(() => rm(cwd, { recursive: true }));

const make = (name: string, entity = 'order') =>
  create({ name, entity, eventStore: '^0.1.0', templates, cwd });

describe('an application', () => {
  it('is made in a folder of its name, with nothing of the template’s names left', async () => {
    const folder = await make('my-shop', 'Purchase Order');
    expect(folder).toBe(join(cwd, 'my-shop'));
    const paths = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = paths.filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['.gitignore', '.dockerignore', 'Dockerfile', 'purchase-order.spec.ts']),
    );
    for (const { parentPath, name } of files) {
      const text = await readFile(join(parentPath, name), 'utf8');
      expect(text).not.toMatch(/room-?booking|booking-?(desk|overview)|desk-?notice/i);
    }
  });

  it('has the name of its package with a scope', async () => {
    const folder = await make('@acme/my-shop');
    expect(folder).toBe(join(cwd, 'my-shop'));
    expect(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).toMatchObject({
      name: '@acme/my-shop',
      dependencies: { '@event-sourcing/event-store': '^0.1.0' },
    });
  });

  it.each([
    ['MyShop', /name it my-shop, not "MyShop"/],
    ['my shop', /name it my-shop, not "my shop"/],
    ['@acme/My Shop', /name it @acme\/my-shop/],
    ['1shop', /Begin with a letter/],
    ['app', /Add a word: my-app/],
  ])('is refused with a better name, and nothing is made: %s', async (name, remedy) => {
    await expect(make(name)).rejects.toThrow(remedy);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('takes an empty folder, and leaves one alone that has something in it', async () => {
    await mkdir(join(cwd, 'empty'));
    await make('empty');
    await mkdir(join(cwd, 'full'));
    await writeFile(join(cwd, 'full/notes.md'), 'mine');
    await expect(make('full')).rejects.toThrow(/Name another folder, or empty this one/);
    expect(await readdir(join(cwd, 'full'))).toEqual(['notes.md']);
    await expect(make('empty')).rejects.toThrow(/already/);
  });
});
