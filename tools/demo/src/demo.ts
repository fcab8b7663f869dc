import { isEngineError } from '@event-sourcing/engine';
import { isStackError, serviceCopies, type ServiceName } from '@event-sourcing/stack';
import { DEMO_USAGE, parseDemoArguments } from './arguments';
import { isDemoError } from './demo-error';
import { withOwnStack } from './own-stack';
import { Narrator, setStage } from './stage';
import { tellStory } from './story';

const say = (line: string): void => console.log(line);

const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());

const tell = async (portBase: number): Promise<void> => {
  const addressOf = (name: ServiceName): string =>
    serviceCopies(portBase, 1).find(({ service }) => service === name)?.address ?? '';
  const addresses = {
    bankCommand: addressOf('bank-command'),
    messagesCommand: addressOf('messages-command'),
    messagesQuery: addressOf('messages-query'),
  };
  say(`bank-command ${addresses.bankCommand} · messages-command ${addresses.messagesCommand}`);
  say(`messages-query ${addresses.messagesQuery}`);
  const narrator = new Narrator(say);
  await tellStory(setStage(addresses, narrator, Date.now().toString(36), asked.signal));
  say(`\nThe end: ${narrator.checks} outcomes, each as the story says.`);
};

const run = async (): Promise<void> => {
  const options = parseDemoArguments(process.argv.slice(2));
  if (options === 'help') return say(DEMO_USAGE);
  if (options.portBase !== undefined) return tell(options.portBase);
  say('Starting a stack for the story; it is removed at the end (--port-base <n> uses a running one) …');
  await withOwnStack(say, asked.signal, tell);
  say('The stack of the story is stopped and removed.');
};

try {
  await run();
} catch (error) {
  const isExpected = isDemoError(error) || isStackError(error) || isEngineError(error);
  process.exitCode = isDemoError(error, 'stopped') || isStackError(error, 'stopped') ? 130 : 1;
  console.error(isExpected ? `\n${error.message}` : error);
  if (isDemoError(error, 'no-stack')) console.error('Start a stack first: npm start');
  if (isDemoError(error, 'usage')) console.error(`\n${DEMO_USAGE}`);
}
