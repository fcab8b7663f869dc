import { maxPortBase, serviceCopies } from '@event-sourcing/stack';
import { integer, runTool, stopSignal, tool } from '@event-sourcing/tools-kit';
import { tellStory } from './story/tell-story';
import { withTemporaryStack } from './temporary-stack';

const say = (line: string): void => console.log(line);

const demo = async ({ portBase }: { readonly portBase?: number | undefined }): Promise<void> => {
  const signal = stopSignal();
  const tell = async (base: number): Promise<void> => {
    for (const { service, address } of serviceCopies(base, 1)) say(`${service} ${address}`);
    const outcomes = await tellStory({ portBase: base, run: Date.now().toString(36), say, signal });
    say(`\nThe end: ${outcomes} outcomes, each as the story says.`);
  };
  if (portBase !== undefined) return tell(portBase);
  say('Starting a stack for the story; it is removed at the end (--port-base <n> uses a running one) …');
  await withTemporaryStack(say, signal, tell);
  say('The stack of the story is stopped and removed.');
};

await runTool(
  tool('npm run demo', 'Tells a story of two people and their bank, and checks every outcome.')
    .option(
      '--port-base <n>',
      'tell the story on the stack that runs there (npm start), instead of on one of its own',
      integer(1, maxPortBase(1)),
    )
    .action(demo),
);
