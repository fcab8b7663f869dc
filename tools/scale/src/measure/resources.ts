import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { meanwhile } from '@event-sourcing/bench';
import { codeOf } from '@event-sourcing/tools-kit';
import pidusage from 'pidusage';
import { z } from 'zod';
import type { Figures } from '../figures';
import type { Home } from '../place';

const MB = 1024 ** 2;
const LOOK_EVERY_MS = 100;

/** The most memory that this process holds while something is done, in MB, and what that gave. */
export const withMostMemory = async <Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly most: number }> => {
  let most = 0;
  const look = async (): Promise<void> => {
    most = Math.max(most, process.memoryUsage.rss() / MB);
  };
  const result = await meanwhile(LOOK_EVERY_MS, look, work);
  return { result, most };
};

/** What is in use of our heap when all that can go has gone; the engine's memory; what lies on the disk. */
export const resources = async ({ pid, files }: Home, head: number): Promise<Figures> => ({
  heap: heapInUse() / MB,
  ...(pid !== undefined && { engineMemory: (await pidusage(pid)).memory / MB }),
  ...(files !== undefined && { disk: (await bytesIn(files)) / head }),
});

const heapInUse = (): number => {
  setFlagsFromString('--expose-gc');
  z.function().parse(runInNewContext('gc'))();
  return process.memoryUsage().heapUsed;
};

/** Engines keep journals of a fixed size, which say nothing about what is stored. */
const isJournal = (name: string): boolean => /^WiredTiger(Log|Preplog)/.test(name);

const bytesIn = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile() && !isJournal(entry.name))
    .map(({ parentPath, name }) => sizeOf(join(parentPath, name)));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
};

/** Files come and go while an engine is at work. */
const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
};
