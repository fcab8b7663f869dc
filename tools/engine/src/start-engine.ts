import { resolve } from 'node:path';
import { engineHome, isToolError, type Log, type Progress, ToolError } from '@event-sourcing/tools-kit';
import { chooseEngine } from './choose-engine';
import { DataFolder } from './data-folder';
import type { Engine, EngineKind } from './engine';
import { engineCommand } from './engine-command';
import { freePort, isPortFree } from './free-port';
import { installPython } from './install/install-python';
import { launch } from './launch';
import { ensureReplicaSet } from './replica-set';
import { untilReady } from './until-ready';
import { useUri } from './use-uri';

/** How to start the engine. */
export interface StartEngineOptions {
  /** Where it keeps its data; made when it is not there. Not used with MONGODB_URI. */
  readonly dataDir: string;
  /** Told what is chosen and why, and of progress. */
  readonly log?: Log;
  /** TCP port on 127.0.0.1; a free one when not given. */
  readonly port?: number;
  /** Where MONGODB_URI, ENGINE_HOME, ENGINE_KIND and PATH are looked up; `process.env` when not given. */
  readonly env?: NodeJS.ProcessEnv;
  /** Gives the start up when aborted; leaves nothing running. */
  readonly signal?: AbortSignal;
}

const NAMES: Readonly<Record<Exclude<EngineKind, 'uri'>, string>> = {
  mongod: 'mongod',
  'embedded-rust': 'embedded SecantusDB, Rust build',
  'embedded-python': 'embedded SecantusDB, Python build',
};

const WAYS_OUT = [
  'No MongoDB engine can be had. Any one of these is enough:',
  '  - set MONGODB_URI to a MongoDB replica set',
  '  - install mongod, so that it is on the PATH',
  '  - install Python 3.10 to 3.13 with its venv module (Debian, Ubuntu: python3-venv), with access to PyPI',
  '  - install Rust (https://rustup.rs) and run npm run engine:build',
].join('\n');

const install = async (home: string, progress: Progress): Promise<void> => {
  await installPython(home, progress).catch((cause: unknown) => {
    if (!isToolError(cause, 'step-failed')) throw cause;
    throw new ToolError('engine-unavailable', `${cause.message}\n\n${WAYS_OUT}`, { cause });
  });
};

interface Start {
  readonly kind: Exclude<EngineKind, 'uri'>;
  readonly home: string;
  readonly folder: DataFolder;
  readonly progress: Progress;
}

const startOn = async (port: number, { kind, home, folder, progress }: Start): Promise<Engine> => {
  const { command, args } = engineCommand(kind, { home, port, files: folder.files });
  const process = await launch(command, args, folder);
  await untilReady(process, port, progress, (admin) =>
    kind === 'mongod' ? ensureReplicaSet(admin, port) : Promise.resolve(),
  );
  const { pid, exited, stop, kill } = process;
  return { uri: `mongodb://127.0.0.1:${port}/`, kind, pid, exited, stop, kill };
};

/** A free port can be taken by another process before the engine listens on it: then the next one. */
const startOnFreePort = async (start: Start, triesLeft = 3): Promise<Engine> => {
  const port = await freePort();
  try {
    return await startOn(port, start);
  } catch (error) {
    if (triesLeft <= 1 || (await isPortFree(port))) throw error;
    return startOnFreePort(start, triesLeft - 1);
  }
};

/**
 * Finds the MongoDB engine and starts it: what MONGODB_URI names, else `mongod` from the PATH as a replica set
 * of one, else the embedded SecantusDB (installed when it is not there). Data keeps the engine that wrote it.
 * @returns the engine, taking writes
 * @throws ToolError saying what to do: see {@link ToolErrorCode}
 */
export const startEngine = async ({
  dataDir,
  log = () => undefined,
  port,
  env = process.env,
  signal,
}: StartEngineOptions): Promise<Engine> => {
  const progress: Progress = { log, signal };
  const folder = new DataFolder(resolve(dataDir));
  const home = engineHome(env);
  const { kind, why } = chooseEngine({ env, home, writtenBy: folder.writtenBy() });
  if (kind === 'uri') return useUri(env.MONGODB_URI ?? '', log);
  log(`Engine: ${NAMES[kind]} (${why}).`);
  folder.assertUnused();
  if (kind === 'embedded-python') await install(home, progress);
  folder.prepare(kind);
  if (port === undefined) return startOnFreePort({ kind, home, folder, progress });
  if (!(await isPortFree(port)))
    throw new ToolError('engine-failed', `Port ${port} for the engine is taken.`);
  return startOn(port, { kind, home, folder, progress });
};
