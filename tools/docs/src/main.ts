import { join } from 'node:path';
import { runTool, tool, workspaceRoot } from '@event-sourcing/tools-kit';
import { build, createServer } from 'vitepress';
import { writeReference } from './site/reference';

const about =
  'Builds the documentation site into dist/docs, the reference of the public surface included; any web server serves it.';

const docs = join(workspaceRoot, 'docs');

const buildSite = async (): Promise<void> => {
  await build(docs);
  await writeReference(join(workspaceRoot, 'dist/docs/reference'));
};

const serveSite = async (): Promise<void> => {
  const server = await createServer(docs);
  await server.listen();
  server.printUrls();
};

await runTool(
  tool('npm run docs', about)
    .option('--serve', 'serve the pages as they are written, without the reference')
    .action(({ serve }) => (serve ? serveSite() : buildSite())),
);
