import { homedir } from 'node:os';
import { join } from 'node:path';

/** A variable that is empty is as good as not set. */
const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/** Where embedded engines are installed: outside the checkout, so that clones share them. */
export const engineHome = (env: NodeJS.ProcessEnv = process.env): string =>
  given(env.ENGINE_HOME) ??
  join(given(env.XDG_CACHE_HOME) ?? join(homedir(), '.cache'), 'event-sourcing', 'engine');

/** Where a version of any other tool is: beside the engines. */
export const toolHome = (name: string, version: string): string =>
  join(engineHome(), '..', 'tools', `${name}-${version}`);
