import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { MongoEventStore } from '@event-sourcing/event-store';
import { MongoClient } from 'mongodb';
import { createGateway } from './gateway';

/** An event as the gateway gives it. */
export interface ServedEvent {
  readonly type: string;
  readonly tags: readonly string[];
  readonly data: string;
  readonly position: number;
}

/** What a suite written by others knows of a gateway: its address. */
export class GatewayClient {
  constructor(readonly address: string) {}

  get(path: string): Promise<Response> {
    return fetch(`${this.address}${path}`);
  }

  post(body: unknown): Promise<Response> {
    return fetch(`${this.address}/append`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async read(query?: unknown, options?: unknown): Promise<ServedEvent[]> {
    const parameters = new URLSearchParams();
    if (query !== undefined) parameters.set('query', JSON.stringify(query));
    if (options !== undefined) parameters.set('options', JSON.stringify(options));
    const answer = await this.get(`/read?${parameters.toString()}`);
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as ServedEvent[];
  }

  /** @returns whether the condition failed */
  async append(events: unknown, condition?: unknown): Promise<boolean> {
    const answer = await this.post({ events, condition });
    const body = (await answer.json()) as Record<string, unknown>;
    if (answer.status !== 200 || typeof body.durationInMicroseconds !== 'number')
      throw new Error(`${answer.status} ${JSON.stringify(body)}`);
    return body.appendConditionFailed as boolean;
  }
}

/** Gateways on new logs of the tests' engine. */
export class Gateways {
  readonly #dbName = `dcb-gateway-${randomUUID()}`;
  readonly #running: { gateway: FastifyInstance; store: MongoEventStore }[] = [];
  readonly #client = new MongoClient(process.env.MONGODB_URI ?? '');

  /** Another one on the same log, with a store of its own, as another process has. */
  async open(): Promise<GatewayClient> {
    const store = await MongoEventStore.open(this.#client, this.#dbName);
    const gateway = createGateway(store);
    this.#running.push({ gateway, store });
    return new GatewayClient(await gateway.listen({ host: '127.0.0.1', port: 0 }));
  }

  async close(): Promise<void> {
    for (const { gateway, store } of this.#running) {
      await gateway.close();
      await store.close();
    }
    await this.#client.db(this.#dbName).dropDatabase();
    await this.#client.close();
  }
}

export const event = (type: string, ...tags: readonly string[]) => ({ type, tags, data: `{"is":"${type}"}` });
