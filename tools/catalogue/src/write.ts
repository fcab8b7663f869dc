import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { runTool, tool } from '@event-sourcing/tools-kit';
import { catalogueOf } from './catalogue';
import { contexts } from './contexts';
import { catalogueFiles } from './files';

const about = 'Writes docs/events anew: every type of event that the services store.';

const write = async (): Promise<void> => {
  for (const { path, text } of await catalogueFiles(catalogueOf(contexts))) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    console.log(`Wrote ${relative(process.cwd(), path)}`);
  }
};

await runTool(tool('npm run catalogue', about).action(write));
