import { runTool, tool, ToolError } from '@event-sourcing/tools-kit';
import { compareApi } from './api-report';
import { buildLibrary } from './build-library';
import { buildGenerators } from './build-generators';
import { staged, stagedCreate } from './library';
import { pack } from './pack';

const about =
  'Builds the event store as a package, holds it against what is known of packages that do not load and against the ' +
  'reports of its public surface, and packs it and what makes applications on it into dist/packages.';

const make = async ({ recordApi }: { readonly recordApi?: true }): Promise<void> => {
  await buildLibrary();
  const differing = await compareApi({ record: recordApi ?? false });
  if (differing.length > 0 && recordApi === undefined) {
    throw new ToolError(
      'wrong-result',
      `The public surface differs from ${differing.join(', ')}. If that is meant: npm run package -- --record-api`,
    );
  }
  await buildGenerators();
  for (const folder of [staged, stagedCreate]) {
    const { path, size, files } = await pack(folder);
    console.log(`${path}: ${files} files, ${Math.round(size / 1024)} KiB`);
  }
};

await runTool(
  tool('npm run package', about)
    .option('--record-api', 'write the reports of the public surface anew, libs/event-store/api')
    .action(make),
);
