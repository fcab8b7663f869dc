import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Log, ToolError, untilAborted } from '@event-sourcing/tools-kit';
import { bundleServices } from './bundle';
import { assertPortsFree } from './ports';
import { consoleCopy, DEFAULT_PORT_BASE, serviceCopies } from './services';
import type { ServiceCopy, SettingsOf } from './services';
import { StackFolder } from './stack-folder';
import { StackProcesses } from './stack-processes';

/** What to start. */
export interface StackOptions {
  /** Where data and logs are kept: a new or empty folder, or one that a stack made. */
  readonly dataDir: string;
  /** bank-command listens on `portBase` + 1, messages-command on + 2, messages-query on + 3; 3000 if not given. */
  readonly portBase?: number;
  /** Copies of each service, the j-th further one 10·j ports higher; 1 if not given. */
  readonly instances?: number;
  /** Whether the console is part of it, at `portBase`; then the services serve their metrics too. */
  readonly withConsole?: boolean;
  /** Told of progress, deaths, and the services' warnings and errors. */
  readonly log?: Log;
  /** Tells `log` everything that the services print. */
  readonly verbose?: boolean;
  /** Stops everything when aborted before the stack is ready. */
  readonly signal?: AbortSignal;
  /** Folder of ready-made bundles, `<folder>/<service>/main.js`; when not given, the services are built first. */
  readonly distDir?: string;
  /** The environment of engine and services; `process.env` if not given. */
  readonly env?: NodeJS.ProcessEnv;
  /** What a copy is given instead of its usual settings, asked for at each of its starts. */
  readonly settingsOf?: SettingsOf;
}

/** A running stack: the engine and every copy of the three services, started again when they die. */
export interface Stack {
  readonly services: readonly ServiceCopy[];
  readonly mongodbUri: string;
  /** Rejects when something is given up after five deaths in a row; the rest is then still to be stopped. */
  readonly failed: Promise<never>;
  /** Stops everything, the services before the engine, and gives the data back. */
  stop(): Promise<void>;
  /** The processes that run now, by name: `engine`, `bank-command-1`. */
  pids(): ReadonlyMap<string, number>;
}

const STILL_WAITING_MS = 10_000;

const bringUp = async (processes: StackProcesses, log: Log, signal: AbortSignal): Promise<void> => {
  const reminder = setInterval(
    () => log(`Still waiting for ${processes.missing().join(', ')} …`),
    STILL_WAITING_MS,
  );
  try {
    processes.start();
    await Promise.race([processes.whenReady(), processes.failed, untilAborted(signal)]);
  } finally {
    clearInterval(reminder);
  }
};

/**
 * Starts the engine and the services, and waits until every one of them says that it is ready. What a killed
 * stack left running on the same data is ended first.
 * @throws ToolError saying what to do; nothing is left running then
 */
export const startStack = async ({
  dataDir,
  portBase = DEFAULT_PORT_BASE,
  instances = 1,
  withConsole = false,
  log = () => undefined,
  verbose = false,
  signal = new AbortController().signal,
  distDir,
  env = process.env,
  settingsOf,
}: StackOptions): Promise<Stack> => {
  const folder = new StackFolder(resolve(dataDir));
  const services = serviceCopies(portBase, instances);
  const copies = withConsole ? [...services, consoleCopy(portBase)] : services;
  const release = await folder.claim();
  try {
    await folder.endOrphans(log);
    await assertPortsFree(copies);
    const bundles = distDir ?? (await bundleServices({ log, signal }, portBase, copies));
    const removeCopies = async (): Promise<void> => {
      if (distDir === undefined) await rm(bundles, { recursive: true, force: true });
    };
    const processes = new StackProcesses({
      ...{ folder, copies, portBase, distDir: bundles, env, log, verbose },
      ...(settingsOf && { settingsOf }),
    });
    const stop = async (): Promise<void> => {
      await processes.stop();
      await removeCopies();
      release();
    };
    await bringUp(processes, log, signal).catch(async (error: unknown) => {
      await processes.stop();
      await removeCopies();
      throw error;
    });
    const pids = () => folder.pids();
    return { services, mongodbUri: processes.mongodbUri, failed: processes.failed, stop, pids };
  } catch (error) {
    release();
    throw signal.aborted ? new ToolError('stopped', 'Stopped before it was ready.', { cause: error }) : error;
  }
};
