import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the workspace's package.json. */
export const workspaceRoot = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Where a service's sources lie and where its bundle goes. All paths are absolute. */
export interface ServiceFolders {
  readonly name: string;
  readonly entry: string;
  readonly tsconfig: string;
  readonly outDir: string;
}

/** Resolves a service by its Nx project name; throws with the remedy when there is none. */
export const serviceFolders = (name: string | undefined, output = 'dist/apps'): ServiceFolders => {
  const entry = join(workspaceRoot, 'apps', name ?? '', 'src/main.ts');
  if (name === undefined || !existsSync(entry)) {
    throw new Error(`No service "${name ?? ''}": ${entry} does not exist. Name a folder of apps/.`);
  }
  return {
    name,
    entry,
    tsconfig: join(workspaceRoot, 'apps', name, 'tsconfig.json'),
    outDir: join(workspaceRoot, output, name),
  };
};
