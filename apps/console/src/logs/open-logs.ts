import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { type EventStore, inspectLog } from '@event-sourcing/event-store';
import type { NamedLog } from '@event-sourcing/operating';
import {
  Problem,
  SERVICE_CONFIG,
  SERVICE_SETTINGS,
  type ServiceConfig,
} from '@event-sourcing/service-chassis';
import { MongoClient } from 'mongodb';
import type { Settings } from '../settings';
import { type KnownLog, knownLogs } from './known-logs';

/** How long a request waits for a primary before it is told to come back. */
const SERVER_SELECTION_IN_MS = 5_000;

/** A log that is open for reading. */
export interface OpenLog extends KnownLog {
  readonly store: EventStore;
}

/** The logs, each opened when it is looked at first: a service makes its log when it starts, maybe after the console. */
@Injectable()
export class OpenLogs implements BeforeApplicationShutdown {
  readonly client: MongoClient;
  readonly #known: readonly KnownLog[];
  readonly #open = new Map<string, Promise<OpenLog | undefined>>();

  constructor(
    @Inject(SERVICE_CONFIG) { mongodbUri }: ServiceConfig,
    @Inject(SERVICE_SETTINGS) settings: Settings,
  ) {
    this.client = new MongoClient(mongodbUri, {
      appName: 'console',
      serverSelectionTimeoutMS: SERVER_SELECTION_IN_MS,
    });
    this.#known = knownLogs(settings);
  }

  /** Those that are there. */
  async all(): Promise<readonly OpenLog[]> {
    const logs = await Promise.all(this.#known.map((known) => this.#opened(known)));
    return logs.filter((log) => log !== undefined);
  }

  /** @throws Problem `log-not-found` */
  async named(name: string): Promise<OpenLog> {
    const known = this.#known.find((log) => log.name === name);
    const log = known && (await this.#opened(known));
    if (log) return log;
    throw new Problem('log-not-found', 404, `There is no log ${name}, or nothing was ever written to it.`, {
      members: { log: name },
    });
  }

  /** As what explains commits takes them: a log is called by its database there. */
  async forExplaining(): Promise<readonly NamedLog[]> {
    return (await this.all()).map(({ database, store }) => ({ log: database, store }));
  }

  /** The name of the log in a database. */
  nameOf(database: string): string {
    return this.#known.find((log) => log.database === database)?.name ?? database;
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const log of await Promise.allSettled(this.#open.values())) {
      if (log.status === 'fulfilled') await log.value?.store.close();
    }
    await this.client.close();
  }

  #opened(known: KnownLog): Promise<OpenLog | undefined> {
    const pending = this.#open.get(known.name) ?? this.#inspected(known);
    this.#open.set(known.name, pending);
    return pending;
  }

  async #inspected(known: KnownLog): Promise<OpenLog | undefined> {
    const { eventTypes, database, name } = known;
    // What is not there yet, or could not be reached, is looked for again.
    const again = () => this.#open.delete(name);
    try {
      const store = await inspectLog(this.client, database, { eventTypes });
      if (!store) again();
      return store && { ...known, store };
    } catch (error) {
      again();
      throw error;
    }
  }
}
