import { readFileSync } from 'node:fs';
import { type Environment } from './environment';

/** What may stand in a file instead of the environment, which every child of a process and every dump of it shows. */
const SECRETS = ['MONGODB_URI', 'AUTH_SECRET', 'AUTH_CLIENT_SECRET'] as const;
const SUFFIX = '_FILE';

export interface SecretsRead {
  readonly environment: Environment;
  readonly faults: readonly string[];
}

const codeOf = (error: unknown): string => String(Reflect.get(Object(error), 'code'));

/** Puts in what stands in files: `AUTH_SECRET_FILE=/run/secrets/auth` for `AUTH_SECRET`. */
export const withSecretFiles = (environment: Environment): SecretsRead => {
  const read = new Map<string, string>();
  const faults: string[] = [];
  for (const name of SECRETS) {
    const path = environment[name + SUFFIX];
    if (path === undefined) continue;
    if (environment[name] !== undefined) faults.push(`  ${name} must not be given beside ${name}${SUFFIX}`);
    try {
      // Editors end a file with a line break, which is no part of a secret.
      read.set(name, readFileSync(path, 'utf8').replace(/\r?\n$/, ''));
    } catch (error) {
      faults.push(`  ${name}${SUFFIX} cannot be read: ${path} (${codeOf(error)})`);
    }
  }
  return { environment: { ...environment, ...Object.fromEntries(read) }, faults };
};
