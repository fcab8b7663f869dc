import { createHash } from 'node:crypto';
import { withEngine, type Engine } from '@event-sourcing/engine';
import { DEFAULT_LIMITS, MongoEventStore } from '@event-sourcing/event-store';
import {
  describeExit,
  integer,
  isToolError,
  path,
  runTool,
  stopSignal,
  tool,
  ToolError,
  untilAborted,
} from '@event-sourcing/tools-kit';
import { MongoClient } from 'mongodb';
import { createGateway } from './gateway';

const say = (line: string): void => console.log(line);

/** Other people's suites append more at once, and tag more, than a service should. */
const LIMITS = { ...DEFAULT_LIMITS, maxEventsPerCommit: 1_000, maxTagsPerEvent: 128, maxNameLength: 1_024 };

const GRACE_MS = 5_000;

const about = [
  'Serves a log over HTTP, for conformance suites and benchmarks of the DCB specification (https://dcb.events):',
  '  GET  /read?query=<json>&options=<json>   → 200 [{ type, tags, data, position }]',
  '  POST /append { events, condition? }      → 200 { durationInMicroseconds, appendConditionFailed }',
].join('\n');

const command = tool('npm run dcb-gateway', about)
  .requiredOption(
    '--data <dir>',
    'where the log is kept: made when it is not there, gone on with when it is',
    path,
  )
  .option('--port <n>', 'to listen on, at 127.0.0.1; 0 takes a free one', integer(0, 65_535), 3_000);

/** On an engine that is not ours, each data folder still means a log of its own. */
const databaseFor = ({ kind }: Engine, dataDir: string): string =>
  kind === 'uri' ? `dcb-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}` : 'dcb';

const serve = async (
  store: MongoEventStore,
  port: number,
  dataDir: string,
  end: Promise<never>,
): Promise<void> => {
  const gateway = createGateway(store, (error) => console.error(error));
  try {
    const address = await gateway.listen({ host: '127.0.0.1', port });
    say(`Ready: ${address} serves the log in ${dataDir}, ${await store.head()} events. Ctrl-C stops it.`);
    await end;
  } finally {
    // A client that reads slowly, or not at all, is not waited for without end.
    const hurry = setTimeout(() => gateway.server.closeAllConnections(), GRACE_MS);
    await gateway.close();
    clearTimeout(hurry);
  }
};

const run = async ({ data: dataDir, port }: ReturnType<typeof command.opts>): Promise<void> => {
  const signal = stopSignal();
  const serving = withEngine({ dataDir, log: say, signal }, async (engine) => {
    const died = engine.exited.then((exit): never => {
      throw new ToolError('engine-failed', `The engine ended by itself (${describeExit(exit)}).`);
    });
    // Heard of only while the gateway serves; afterwards it is told to end.
    died.catch(() => undefined);
    const client = await MongoClient.connect(engine.uri);
    const store = await MongoEventStore.open(client, databaseFor(engine, dataDir), { limits: LIMITS });
    try {
      await serve(store, port, dataDir, Promise.race([untilAborted(signal), died]));
    } finally {
      await store.close();
      await client.close();
    }
  });
  await serving.catch((error: unknown) => {
    if (!signal.aborted && !isToolError(error, 'stopped')) throw error;
  });
  say('Stopped.');
};

await runTool(command.action(run));
