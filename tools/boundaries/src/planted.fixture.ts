import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const workspaceRoot = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Runs a check in a folder that has these files, and of the workspace those that are named in `shared`. */
export const inFolderWith = async <T>(
  files: Readonly<Record<string, string>>,
  shared: readonly string[],
  check: (folder: string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'planted-'));
  try {
    for (const path of shared) await copyFile(join(workspaceRoot, path), join(folder, path));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await check(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
