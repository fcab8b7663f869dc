import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { freePort, withEngine } from '@event-sourcing/engine';
import { runTool, tool, ToolError } from '@event-sourcing/tools-kit';
import { GENERATED } from './generated';
import { packages } from './library';
import { tryGenerated } from './try-generated';

const about =
  'Makes what the packed generators make, each in an empty folder: installs, tests in memory and on an engine, builds, ' +
  'starts it, and gives it a command over HTTP. Takes minutes, and the tarballs of npm run package.';

const tarballOf = async (name: string): Promise<string> => {
  const files = await readdir(packages).catch(() => []);
  const tarball = files.find((file) => file.startsWith(`event-sourcing-${name}-`));
  if (tarball === undefined) throw new ToolError('step-failed', `No tarball of ${name}: npm run package.`);
  return join(packages, tarball);
};

const tryAll = async (): Promise<void> => {
  const tarballs = { EVENT_STORE: await tarballOf('event-store'), CREATE: await tarballOf('create') };
  await withEngine({}, async ({ uri }) => {
    for (const generated of GENERATED) {
      const own = { MONGODB_URI: uri, DB_NAME: `made-${randomUUID()}`, PORT: String(await freePort()) };
      const { printed, answer } = await tryGenerated(generated, { env: { ...tarballs, ...own } });
      console.log(`${generated.name}\n${printed}\nThe command over HTTP: ${JSON.stringify(answer)}\n`);
      if (JSON.stringify(answer) !== '{"position":1}') {
        throw new ToolError(
          'wrong-result',
          `${generated.name}: the first command was not answered by position 1.`,
        );
      }
    }
  });
};

await runTool(tool('npm run generators:try', about).action(tryAll));
