import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import type { MemoryServer } from '../memory-server';
import type { SubscriptionLogger, SubscriptionOptions } from '../subscriptions';
import type { Opening } from './opening';
import type { EventStoreTestingOptions, OwnConnection } from './options';
import { rootModule } from './root-module';
import { storeTokens } from './tokens';

/** A server in memory, for as long as the application lives. */
class ServerInMemory implements OnApplicationShutdown {
  readonly #server: Promise<MemoryServer>;

  constructor() {
    // Loaded when it is asked for: no service that runs has it in memory.
    this.#server = import('../memory-server').then(({ startMemoryServer }) => startMemoryServer());
  }

  async uri(): Promise<string> {
    return (await this.#server).uri;
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.#server).stop();
  }
}

const onlyWarnings: SubscriptionLogger = {
  log: () => undefined,
  warn: (message) => console.warn(message),
};

/** Nobody waits for what has no change stream. */
const AT_ONCE: Partial<SubscriptionOptions> = {
  changeStream: false,
  poll: { firstMs: 1, maxMs: 10 },
  retry: { firstMs: 5, maxMs: 50 },
  waitMs: 20,
  checkpointMs: 5,
  logger: onlyWarnings,
};

/** The module of a store on a server in memory. */
export const testingModule = (
  module: DynamicModule['module'],
  { name, subscriptions, clock, ...options }: EventStoreTestingOptions,
): DynamicModule =>
  rootModule({
    module,
    ...(name !== undefined && { name }),
    providers: [
      {
        provide: ServerInMemory,
        inject: [storeTokens(name).opening],
        useFactory: (opening: Opening) =>
          opening.part(
            () => new ServerInMemory(),
            (server) => server.onApplicationShutdown(),
          ),
      },
    ],
    options: {
      inject: [ServerInMemory],
      useFactory: async (server: ServerInMemory): Promise<OwnConnection> => ({
        dbName: 'test',
        ...options,
        uri: await server.uri(),
        subscriptions: { ...AT_ONCE, ...(clock && { now: () => clock.now() }), ...subscriptions },
      }),
    },
  });
