import { join, relative } from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { packages, workspaceRoot } from './library';

const Packed = z.tuple([z.object({ filename: z.string(), size: z.number(), entryCount: z.number() })]);

/** Packs a staged folder as a registry would be given it. */
export const pack = async (staged: string) => {
  const { stdout } = await execa('npm', ['pack', '--json', '--pack-destination', packages], { cwd: staged });
  const [{ filename, size, entryCount }] = Packed.parse(JSON.parse(stdout));
  return { path: relative(workspaceRoot, join(packages, filename)), size, files: entryCount };
};
