import { startEngine } from '@event-sourcing/engine';
import { stopSignal, untilAborted, workspaceRoot } from '@event-sourcing/tools-kit';
import { execaNode } from 'execa';
import { join } from 'node:path';
import { watch } from 'rolldown';
import { inputOptions, outputOptions } from './rolldown-options';
import { serviceFolders } from './service';

// nx serve <service>: its own output folder, so that a cached bundle is never mixed up with a watched one.
const service = serviceFolders(process.argv[2], 'dist/serve');
const say = (text: string): void => console.log(`[serve ${service.name}] ${text}`);

const signal = stopSignal();

const dataDir = join(workspaceRoot, '.data/serve');
const engine = await startEngine({ dataDir, log: say, signal });
if (engine.kind !== 'uri') say(`a second service on this data: MONGODB_URI=${engine.uri} nx serve <service>`);

const ended = new AbortController();
/** Node itself starts it again when the bundle has changed, once the one before has ended. */
const start = async (): Promise<void> => {
  await execaNode(join(service.outDir, 'main.js'), {
    ...{ nodeOptions: ['--enable-source-maps', '--watch', '--watch-preserve-output'] },
    ...{ env: { MONGODB_URI: engine.uri }, stdio: 'inherit', reject: false, cancelSignal: ended.signal },
  });
};
let running: Promise<void> | undefined;

const watcher = watch({ ...inputOptions(service), output: outputOptions(service) });
watcher.on('change', (file) => say(`changed: ${file}`));
watcher.on('event', async (event) => {
  if (event.code === 'ERROR') say(`not bundled, the running service stays:\n${event.error.message}`);
  if (event.code !== 'BUNDLE_END') return;
  await event.result.close();
  say(`bundled in ${Math.round(event.duration)} ms`);
  running ??= start();
});

await untilAborted(signal).catch(() => undefined);
await watcher.close();
ended.abort();
await running;
await engine.stop();
