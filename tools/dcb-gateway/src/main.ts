import { createHash } from 'node:crypto';
import { isEngineError, startEngine, type Engine } from '@event-sourcing/engine';
import { DEFAULT_LIMITS, MongoEventStore } from '@event-sourcing/event-store';
import { MongoClient } from 'mongodb';
import { GATEWAY_USAGE, parseGatewayArguments, UsageError, type GatewayArguments } from './arguments';
import { createGateway } from './gateway';

const say = (line: string): void => console.log(line);

/** Other people's suites append more at once, and tag more, than a service should. */
const LIMITS = { maxEventsPerCommit: 1_000, maxTagsPerEvent: 128, maxNameLength: 1_024 };

const GRACE_MS = 5_000;

const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());

// An npm that is killed passes no signal on; without it nobody can tell this process to stop.
const npm = process.env.npm_lifecycle_event === undefined ? undefined : process.ppid;
setInterval(() => npm !== undefined && process.ppid !== npm && asked.abort(), 500).unref();

const untilAsked = (): Promise<void> =>
  new Promise((resolve) => {
    if (asked.signal.aborted) resolve();
    else asked.signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** On an engine that is not ours, each data folder still means a log of its own. */
const databaseFor = ({ kind }: Engine, dataDir: string): string =>
  kind === 'uri' ? `dcb-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}` : 'dcb';

const serve = async (engine: Engine, { port, dataDir }: GatewayArguments): Promise<void> => {
  const client = await MongoClient.connect(engine.uri);
  try {
    const store = await MongoEventStore.open(client, databaseFor(engine, dataDir), {
      limits: { ...DEFAULT_LIMITS, ...LIMITS },
    });
    const gateway = createGateway(store, (error) => console.error(error));
    const address = await gateway.listen({ host: '127.0.0.1', port });
    say(`Ready: ${address} serves the log in ${dataDir}, ${await store.head()} events. Ctrl-C stops it.`);
    const died = engine.exited.then(({ code, signal }) => {
      if (!asked.signal.aborted) throw new Error(`The engine ended by itself (${signal ?? code ?? '?'}).`);
    });
    try {
      await Promise.race([untilAsked(), died]);
    } finally {
      // A client that reads slowly, or not at all, is not waited for without end.
      const hurry = setTimeout(() => gateway.server.closeAllConnections(), GRACE_MS);
      await gateway.close();
      clearTimeout(hurry);
      await store.close();
    }
  } finally {
    await client.close();
  }
};

const run = async (): Promise<void> => {
  const options = parseGatewayArguments(process.argv.slice(2));
  if (options === 'help') return say(GATEWAY_USAGE);
  const engine = await startEngine({ dataDir: options.dataDir, log: say, signal: asked.signal });
  try {
    await serve(engine, options);
  } finally {
    await engine.stop();
    say('Stopped.');
  }
};

try {
  await run();
} catch (error) {
  if (!asked.signal.aborted) {
    process.exitCode = 1;
    console.error(error instanceof UsageError || isEngineError(error) ? `\n${error.message}` : error);
    if (error instanceof UsageError) console.error(`\n${GATEWAY_USAGE}`);
  }
}
