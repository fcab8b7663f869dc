import { isToolError, runTool, stopSignal, textTable, untilAborted } from '@event-sourcing/tools-kit';
import { assertPortsExist, startCommand } from './commands';
import type { ServiceCopy } from './services';
import { startStack } from './start-stack';

const say = (line: string): void => console.log(line);

// A reader of the output that goes away (npm start | head) must not take the stack down half-way.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const addressTable = (services: readonly ServiceCopy[]): string =>
  textTable(
    ['service', 'address', 'try it', 'OpenAPI'],
    services.map(({ name, address }) => [name, address, `${address}/docs`, `${address}/openapi.json`]),
  );

const start = async ({ data: dataDir, ...options }: ReturnType<typeof startCommand.opts>): Promise<void> => {
  assertPortsExist(options);
  const signal = stopSignal(() => say('\nStopping the services, then the engine …'));
  const startedAt = Date.now();
  // Tests bring bundles of their own.
  const { STACK_DIST_DIR: distDir } = process.env;
  try {
    const stack = await startStack({
      ...{ ...options, dataDir, log: say, signal, withConsole: true },
      ...(distDir && { distDir }),
    });
    const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
    say(`\nReady after ${seconds} s.\n\n${addressTable(stack.services)}\n`);
    say(`Console: http://127.0.0.1:${options.portBase}\n`);
    say(`Data and logs: ${dataDir} · MongoDB: ${stack.mongodbUri.replace(/\/\/[^@/]*@/, '//')}`);
    say('Ctrl-C stops everything.');
    await Promise.race([untilAborted(signal), stack.failed]).finally(() => stack.stop());
  } catch (error) {
    if (!isToolError(error, 'stopped')) throw error;
  }
  say('Stopped; nothing is left running.');
};

await runTool(startCommand.action(start));
