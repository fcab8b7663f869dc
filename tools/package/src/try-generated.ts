import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { inTemporaryFolder } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import type { Generated } from './generated';

/** What a generator is tried with. */
interface Trial {
  /** What its commands read, `EVENT_STORE` and `CREATE`; and `MONGODB_URI`, `DB_NAME`, `PORT` for what it makes. */
  readonly env: Readonly<Record<'EVENT_STORE' | 'CREATE' | 'MONGODB_URI' | 'DB_NAME' | 'PORT', string>>;
}

const QUIETLY = {
  npm_config_ignore_scripts: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_loglevel: 'error',
  NX_DAEMON: 'false',
  NX_TUI: 'false',
};

const STARTED_WITHIN_MS = 60_000;

/**
 * Makes a project in an empty folder outside of the workspace, does what it says of itself, starts it, and gives it a
 * command over HTTP.
 * @returns what was printed, and the answer
 * @throws Error with what was printed, when a command fails
 */
export const tryGenerated = (
  { before = {}, commands, start }: Generated,
  { env }: Trial,
): Promise<{ readonly printed: string; readonly answer: unknown }> =>
  inTemporaryFolder('generated', async (parent) => {
    const cwd = join(parent, 'acme');
    await mkdir(cwd);
    for (const [name, text] of Object.entries(before)) await writeFile(join(cwd, name), text);
    const options = {
      cwd,
      all: true,
      env: { ...QUIETLY, ...env },
      preferLocal: true,
      localDir: cwd,
    } as const;
    const { all } = await execa('bash', ['-euo', 'pipefail', '-c', commands], options);
    const service = execa('bash', ['-c', start], { ...options, reject: false });
    try {
      const answer = await firstAnswer(`http://127.0.0.1:${env.PORT}/orders/a-1`);
      return { printed: stripVTControlCharacters(all), answer };
    } finally {
      service.kill('SIGTERM');
      await service;
    }
  });

const firstAnswer = async (url: string): Promise<unknown> => {
  const deadline = performance.now() + STARTED_WITHIN_MS;
  for (;;) {
    try {
      const answer = await fetch(url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title: 'First' }),
      });
      return await answer.json();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await wait(200);
    }
  }
};
