import { readFile } from 'node:fs/promises';
import type { GeneratedFile } from './documents';

const textOf = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);

/** Those of the files that are not there, or are not as they have to be. */
export const outdated = async (files: readonly GeneratedFile[]): Promise<readonly GeneratedFile[]> => {
  const present = await Promise.all(files.map(({ path }) => textOf(path)));
  return files.filter(({ text }, index) => present[index] !== text);
};
