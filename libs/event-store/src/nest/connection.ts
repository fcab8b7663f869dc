import type { OnApplicationShutdown } from '@nestjs/common';
import { MongoClient } from 'mongodb';
import { invalidOptions } from '../contract';
import type { EventStoreModuleOptions, OwnConnection } from './options';

/** The connection of the event store, closed at the very end if it is the module's own. */
export class EventStoreConnection implements OnApplicationShutdown {
  readonly client: MongoClient;
  readonly #own: boolean;

  /** @throws EventStoreError `invalid-options` */
  constructor(options: EventStoreModuleOptions) {
    this.#own = 'uri' in options;
    this.client = 'uri' in options ? connectionTo(options) : connected(options.client);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.#own) await this.client.close();
  }
}

const connected = (client: unknown): MongoClient => {
  if (isClient(client)) return client;
  throw invalidOptions('client', typeof client, 'give a MongoClient, or a uri for the module to connect to');
};

/** By what is asked of it: an application may have a driver of its own. */
const isClient = (value: unknown): value is MongoClient =>
  typeof value === 'object' && value !== null && 'db' in value && 'startSession' in value;

const connectionTo = ({ uri, clientOptions }: OwnConnection): MongoClient => {
  try {
    return new MongoClient(uri, clientOptions);
  } catch (cause) {
    throw invalidOptions(
      'uri',
      faultOf(uri, cause),
      'give the connection string of a MongoDB replica set, mongodb://…',
      cause,
    );
  }
};

/** Never the text itself: it may hold a password. */
const faultOf = (uri: unknown, cause: unknown): string => {
  if (typeof uri !== 'string') return String(uri);
  if (uri === '') return 'empty';
  return `not usable (${cause instanceof Error ? cause.message : String(cause)})`;
};
