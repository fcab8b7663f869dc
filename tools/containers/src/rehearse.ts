import { freePort, withEngine } from '@event-sourcing/engine';
import { inTemporaryFolder, runTool, tool, ToolError, workspaceRoot } from '@event-sourcing/tools-kit';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCompose } from './compose-file';
import { parseDockerfile } from './dockerfile';
import { rehearseBuild } from './rehearse-build';
import { rehearseStart } from './rehearse-start';
import { withSecrets } from './with-secrets';

const say = (text: string): void => console.log(text);
const read = (name: string): Promise<string> => readFile(join(workspaceRoot, name), 'utf8');

const about = 'Does what the containers do, in a clean folder and without containers.';

const rehearse = async (named: readonly string[]): Promise<void> => {
  const dockerfile = parseDockerfile(await read('Dockerfile'));
  const { services } = parseCompose(await read('docker-compose.yml'));
  const overlay = parseCompose(await read('docker-compose.auth.yml'));
  const built = Object.keys(services).filter((name) => services[name]?.build !== undefined);

  for (const name of named.length > 0 ? named : built) {
    const service = services[name];
    if (service?.build === undefined) {
      throw new ToolError('usage', `Name one of ${built.join(', ')}, not ${name}.`);
    }
    const { build, environment } = service;
    await inTemporaryFolder('rehearsal', async (root) => {
      say(`\n${name}, in ${root}`);
      const image = await rehearseBuild(dockerfile, { buildArgs: build.args, root, say });
      await withEngine({}, async ({ uri }) => {
        const port = String(await freePort());
        await rehearseStart(image, { ...environment, MONGODB_URI: uri, PORT: port });
        say(`${name} answered its health check and ended with SIGTERM`);
        const guarded = await withSecrets(overlay, name, uri, root);
        await rehearseStart(image, { ...environment, ...guarded, PORT: port });
        say(`${name} did the same with authentication, its secrets in files`);
      });
    });
  }
};

await runTool(
  tool('npm run containers:rehearse', about)
    .argument('[service...]', 'all that have an image of their own, if none is named')
    .action(rehearse),
);
