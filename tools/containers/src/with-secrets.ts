import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComposeFile } from './compose-file';

/** Where a container finds its secrets. */
const MOUNTED_AT = '/run/secrets';

/**
 * The variables that docker-compose.auth.yml gives to a service, with its secrets in files in a folder; that of the
 * database holds the address of an engine, which knows no users.
 */
export const withSecrets = async (
  { services }: ComposeFile,
  name: string,
  uri: string,
  folder: string,
): Promise<Readonly<Record<string, string>>> => {
  const secrets = join(folder, 'secrets');
  await mkdir(secrets, { recursive: true });
  const { environment = {}, secrets: files = [] } = services[name] ?? {};
  for (const { target } of files) {
    const secret = target === 'mongodb-uri' ? uri : randomBytes(32).toString('hex');
    await writeFile(join(secrets, target), `${secret}\n`);
  }
  return Object.fromEntries(
    Object.entries(environment).map(([variable, value]) => [variable, value.replace(MOUNTED_AT, secrets)]),
  );
};
