import { maxPortBase, serviceCopies } from '@event-sourcing/stack';
import { integer, optional, runTool, stopSignal } from '@event-sourcing/tools-kit';
import { tellStory } from './story/tell-story';
import { withTemporaryStack } from './temporary-stack';

const say = (line: string): void => console.log(line);

const command = {
  name: 'npm run demo',
  options: {
    portBase: optional(
      integer(
        '<n>',
        'tell the story on the stack that runs there (npm start), instead of on one of its own',
        {
          min: 1,
          max: maxPortBase(1),
        },
      ),
    ),
  },
  about: 'Tells a story of two people and their bank, and checks every outcome.',
};

await runTool(command, async ({ portBase }) => {
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
});
