import { join } from 'node:path';
import {
  freePortBase,
  type ServiceCopy,
  type SettingsOf,
  type Stack,
  StackFolder,
  startStack,
} from '@event-sourcing/stack';
import { inTemporaryFolder, type Log } from '@event-sourcing/tools-kit';
import { Clocks } from './faults/clocks';
import { SmallDisk } from './faults/small-disk';
import { Toxiproxy } from './faults/toxiproxy';
import type { Instances } from './load/client';

/** Two instances of every service, with a link between all parts that can be broken. */
export interface Arena {
  readonly stack: Stack;
  readonly proxy: Toxiproxy;
  readonly links: readonly string[];
  readonly clocks: Clocks | undefined;
  /** Of the engine. */
  readonly disk: SmallDisk | undefined;
  /** As clients reach them: through links. */
  readonly instances: Instances;
}

export interface ArenaOptions {
  readonly log: Log;
  /** Folder of bundles to run; the ones of today's code if not given. */
  readonly distDir?: string | undefined;
  /** Gives the start up when aborted. */
  readonly signal?: AbortSignal;
}

const INSTANCES = 2;

/** Streams end now and then, as behind a balancer. */
const STREAM_MAX_AGE_MS = '20000';

const hostOf = (address: string): string => new URL(address).host;

/** Links by their names, each made when it is asked for first. */
class Links {
  readonly #made = new Map<string, Promise<string>>();

  constructor(private readonly proxy: Toxiproxy) {}

  to(name: string, upstream: string): Promise<string> {
    const made = this.#made.get(name) ?? this.proxy.link(name, upstream);
    this.#made.set(name, made);
    return made;
  }

  names(): readonly string[] {
    return [...this.#made.keys()];
  }
}

/** Puts the files of a stack's engine on a small disk, before the stack begins. */
const smallDisk = async (dataDir: string): Promise<SmallDisk | undefined> => {
  const folder = new StackFolder(dataDir);
  const release = await folder.claim();
  release();
  return SmallDisk.mount(join(folder.engineDir, 'db'));
};

/** Runs the system for as long as it is used. */
export const inArena = <Result>(
  { log, distDir, signal }: ArenaOptions,
  use: (arena: Arena) => Promise<Result>,
): Promise<Result> =>
  inTemporaryFolder('chaos', async (folder) => {
    const proxy = await Toxiproxy.start(log);
    const links = new Links(proxy);
    const clocks = Clocks.find(folder);
    const dataDir = join(folder, 'data');
    const disk = await smallDisk(dataDir);
    const settingsOf: SettingsOf = async (copy, { MONGODB_URI = '', MESSAGES_COMMAND_URL, ...usual }) => {
      const engine = await links.to(`${copy.name}.engine`, hostOf(MONGODB_URI));
      return {
        ...usual,
        MONGODB_URI: `mongodb://${engine}/?directConnection=true`,
        ...(MESSAGES_COMMAND_URL && { MESSAGES_COMMAND_URL: await messagesFor(copy) }),
        ...(await clocks?.environment(copy.name)),
      };
    };
    const portBase = await freePortBase(INSTANCES);
    /** The instance of messages-command that an instance of the bank tells of transfers. */
    const messagesFor = async ({ name, port }: ServiceCopy): Promise<string> =>
      `http://${await links.to(`${name}.messages-command`, `127.0.0.1:${port + 1}`)}`;
    const env: NodeJS.ProcessEnv = { ...process.env, STREAM_MAX_AGE_MS };
    delete env.MONGODB_URI;
    try {
      const stack = await startStack({
        ...{ dataDir, portBase, instances: INSTANCES, log, env, settingsOf },
        ...{ ...(distDir !== undefined && { distDir }), ...(signal && { signal }) },
      });
      try {
        const reached = async (service: ServiceCopy['service']) =>
          Promise.all(
            stack.services
              .filter((copy) => copy.service === service)
              .map(async ({ name, address }) => ({
                name,
                address: `http://${await links.to(`clients.${name}`, hostOf(address))}`,
              })),
          );
        const instances = {
          'bank-command': await reached('bank-command'),
          'messages-command': await reached('messages-command'),
          'messages-query': await reached('messages-query'),
        };
        return await use({ stack, proxy, links: links.names(), clocks, disk, instances });
      } finally {
        await stack.stop();
      }
    } finally {
      await proxy.stop();
      await disk?.unmount();
    }
  });
