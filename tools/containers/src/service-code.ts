import { workspaceRoot } from '@event-sourcing/tools-kit';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the workspace. */
export const read = (path: string): string => readFileSync(join(workspaceRoot, path), 'utf8');

const SETTINGS = [
  'config/read-config.ts',
  'config/limits.ts',
  'auth/auth-config.ts',
  'config/sequencer-settings.ts',
].map((path) => `libs/service-chassis/src/${path}`);

/** Whether a service reads a variable: it stands in its settings, or in those that all of them share. */
export const reads = (service: string, variable: string): boolean => {
  const name = variable.replace(/(?<=^(MONGODB_URI|AUTH_SECRET|AUTH_CLIENT_SECRET))_FILE$/, '');
  return [...SETTINGS, `apps/${service}/src/settings.ts`]
    .filter((path) => existsSync(join(workspaceRoot, path)))
    .some((path) => new RegExp(`\\b${name}:`).test(read(path)));
};

/** Where a service listens unless told otherwise. */
export const portOf = (service: string): number | undefined => {
  const port = /defaultPort: (\d+)/.exec(read(`apps/${service}/src/service.ts`))?.[1];
  return port === undefined ? undefined : Number(port);
};
