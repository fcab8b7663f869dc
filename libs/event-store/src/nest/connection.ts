import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { MongoClient } from 'mongodb';
import { EVENT_STORE_OPTIONS } from './tokens';
import type { EventStoreModuleOptions } from './options';

/** The connection of the event store, closed at the very end if it is the module's own. */
@Injectable()
export class EventStoreConnection implements OnApplicationShutdown {
  readonly client: MongoClient;
  readonly #own: boolean;

  constructor(@Inject(EVENT_STORE_OPTIONS) options: EventStoreModuleOptions) {
    this.#own = 'uri' in options;
    this.client = 'uri' in options ? new MongoClient(options.uri, options.clientOptions) : options.client;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.#own) await this.client.close();
  }
}
