import { workspaceRoot } from '@event-sourcing/tools-kit';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where a service's sources lie and where its bundle goes. All paths are absolute. */
export interface ServiceFolders {
  readonly name: string;
  readonly entry: string;
  readonly tsconfig: string;
  readonly outDir: string;
  /** What is to be loaded before it, into `tracing.js`; absent: nothing. */
  readonly preload?: string;
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
    preload: join(workspaceRoot, 'libs/tracing/src/register.ts'),
  };
};
