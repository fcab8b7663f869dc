import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleServices, freePortBase, serviceCopies } from '@event-sourcing/stack';
import { edited } from '@event-sourcing/mutations';
import type { Log } from '@event-sourcing/tools-kit';
import type { Planted } from './planted';

/** Does something with bundles of the services that have a bug. */
export const withBrokenBundles = async <Result>(
  { edits }: Planted,
  log: Log,
  use: (distDir: string) => Promise<Result>,
): Promise<Result> => {
  const portBase = await freePortBase();
  const copies = serviceCopies(portBase, 1);
  const distDir = await bundleServices({ log, signal: undefined }, portBase, copies);
  try {
    for (const { service } of copies) {
      const file = join(distDir, service, 'main.js');
      const sources = new Map([['main.js', await readFile(file, 'utf8')]]);
      await writeFile(file, edited(sources, edits).get('main.js') ?? '');
    }
    return await use(distDir);
  } finally {
    await rm(distDir, { recursive: true, force: true });
  }
};
