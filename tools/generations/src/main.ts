import { Argument } from '@commander-js/extra-typings';
import { storedDataAt, withStoredData, withStoredDataOptions } from '@event-sourcing/engine';
import { runTool, text, tool } from '@event-sourcing/tools-kit';
import { generations } from './generations';

const say = (line: string): void => console.log(line);

const about = [
  'list: which generations of a projection serve, are being filled, or were replaced.',
  'drop: removes those that were replaced, and versions older than the newest that serves which no instance runs.',
].join('\n');

await runTool(
  withStoredDataOptions(tool('npm run generations', about))
    .addArgument(new Argument('<action>', 'what to do').choices(['list', 'drop'] as const))
    .argument('<projection>', 'the name of the projection', text)
    .action(async (action, projection, { uri, data, db }) => {
      const lines = await withStoredData(storedDataAt({ uri, data }), say, (client) =>
        generations(client, { action, projection, db }),
      );
      lines.forEach(say);
    }),
);
