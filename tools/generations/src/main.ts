import { storedDataAt, storedDataOptions, withStoredData } from '@event-sourcing/engine';
import { oneOf, operand, runTool, text } from '@event-sourcing/tools-kit';
import { generations } from './generations';

const say = (line: string): void => console.log(line);

const command = {
  name: 'npm run generations',
  options: {
    action: operand(oneOf(['list', 'drop'], 'what to do')),
    projection: operand(text('<projection>', 'the name of the projection')),
    ...storedDataOptions,
  },
  about: [
    'list: which generations of a projection serve, are being filled, or were replaced.',
    'drop: removes those that were replaced, and versions older than the newest that serves which no instance runs.',
  ].join('\n'),
};

await runTool(command, async ({ uri, data, ...request }) => {
  const lines = await withStoredData(storedDataAt({ uri, data }), say, (client) =>
    generations(client, request),
  );
  lines.forEach(say);
});
