import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { openReaction, type Reaction } from '../reactions';
import { append, counted, type Counted, eventually, LogFixture } from '../subscriptions/log.fixture';
import { jetStreamBroker, outbox, type Outbox } from './index';
import { NatsServer } from './nats-server.fixture';

const LARGEST = 4_096;

let server: NatsServer;
let connection: NatsConnection;
let streams: JetStreamManager;
let log: LogFixture;
beforeAll(async () => {
  server = await NatsServer.start();
  connection = await connect({ servers: server.address, reconnectTimeWait: 20, maxReconnectAttempts: -1 });
  streams = await jetstreamManager(connection);
}, 300_000);
afterAll(async () => {
  await connection.close();
  await server.stop();
});
beforeEach(async () => {
  log = new LogFixture();
  await streams.streams.add({ name: 'counts', subjects: ['counts.>'], max_msg_size: LARGEST });
});
afterEach(async () => {
  await log.close();
  await streams.streams.delete('counts');
});

const told = (own: Partial<Outbox<Counted>> = {}): Reaction<Counted> =>
  outbox<Counted>(jetStreamBroker(jetstream(connection), { timeoutMs: 500 }), {
    name: 'counts',
    query: { items: [{ types: ['Counted'] }] },
    startFrom: 'start',
    retry: { firstMs: 5, maxMs: 50 },
    key: ({ data }) => data.key,
    announce: ({ data: { key, by }, position }) => [{ subject: `counts.${key}`, body: { by, position } }],
    ...own,
  });

/** What the stream holds of a key, in its order. */
const storedOf = async (key: string): Promise<readonly unknown[]> => {
  const { messages } = (await streams.streams.info('counts')).state;
  const stored: unknown[] = [];
  for (let seq = 1; seq <= messages; seq += 1) {
    const message = await streams.streams.getMessage('counts', { seq });
    if (message?.subject === `counts.${key}`) stored.push(message.json<{ readonly by: number }>().by);
  }
  return stored;
};

const upTo = (by: number): readonly number[] => Array.from({ length: by }, (_, index) => index + 1);

describe('an outbox to NATS JetStream', () => {
  it('tells each event once, in order for each key', async () => {
    const on = await log.instance();
    const runner = await openReaction(on.subscriptions, told());
    await append(on, ...upTo(20).map((by) => [counted('a', by), counted('b', by)]));
    await runner.catchUp();
    expect([await storedOf('a'), await storedOf('b')]).toEqual([upTo(20), upTo(20)]);
  });

  it('waits while the broker is away, shows it, and goes on without a gap when it is back', async () => {
    const on = await log.instance();
    const runner = await openReaction(on.subscriptions, told());
    runner.start();
    await runner.waitFor(await append(on, [counted('a', 1)]), { timeoutMs: 10_000 });
    await server.kill();
    await append(on, ...upTo(10).map((by) => [counted('a', by + 1)]));
    await eventually(async () =>
      expect(await runner.status()).toMatchObject({ status: 'failed', position: 1 }),
    );
    await server.begin();
    expect(await runner.waitFor(11, { timeoutMs: 15_000 })).toBe(11);
    expect(await storedOf('a')).toEqual(upTo(11));
  });

  it('is told again by another instance under the same ids: what the stream has it stores once', async () => {
    const [first, second] = [await log.instance(), await log.instance()];
    const announced: number[] = [];
    const announcing = (): Reaction<Counted> =>
      told({
        announce: ({ data: { key, by } }) => {
          announced.push(by);
          return [{ subject: `counts.${key}`, body: { by } }];
        },
      });
    const before = await openReaction(first.subscriptions, announcing());
    await append(first, ...upTo(5).map((by) => [counted('a', by)]));
    await before.catchUp();
    const next = await openReaction(second.subscriptions, announcing());
    await next.resumeAt(0);
    await append(second, [counted('a', 6)]);
    await next.catchUp();
    expect(announced).toEqual([...upTo(5), ...upTo(6)]);
    expect(await storedOf('a')).toEqual(upTo(6));
  });

  it('sets aside the key of a message that the stream, or the server, refuses; the others go on', async () => {
    const on = await log.instance();
    const sizes: Readonly<Record<number, number>> = { 2: 2 * LARGEST, 3: 2 * 1_048_576 };
    const runner = await openReaction(
      on.subscriptions,
      told({
        announce: ({ data: { key, by } }) => [
          { subject: `counts.${key}`, body: { by, filling: 'x'.repeat(sizes[by] ?? 0) } },
        ],
      }),
    );
    await append(
      on,
      [counted('a', 1)],
      [counted('a', 2)],
      [counted('a', 4)],
      [counted('b', 3)],
      [counted('c', 1)],
    );
    await runner.catchUp();
    expect([await storedOf('a'), await storedOf('b'), await storedOf('c')]).toEqual([[1], [], [1]]);
    expect(await runner.parked()).toMatchObject([
      { key: 'a', position: 2, attempts: 1, error: expect.stringMatching(/NATS refuses .* on counts\.a: /) },
      { key: 'a', position: 3, attempts: 0 },
      { key: 'b', position: 4, error: expect.stringMatching(/max_payload/) },
    ]);
  });

  it('tries a message again for which there is no stream yet', async () => {
    const on = await log.instance();
    const runner = await openReaction(
      on.subscriptions,
      told({ announce: ({ data: { by } }) => [{ subject: 'later.a', body: { by } }] }),
    );
    runner.start();
    await append(on, [counted('a', 1)]);
    await eventually(async () => expect(await runner.status()).toMatchObject({ status: 'failed' }));
    await streams.streams.update('counts', { subjects: ['counts.>', 'later.>'] });
    expect(await runner.waitFor(1, { timeoutMs: 10_000 })).toBe(1);
  });

  it('may say several things of one event: each has an id of its own', async () => {
    const on = await log.instance();
    const runner = await openReaction(
      on.subscriptions,
      told({
        announce: ({ data: { by } }) =>
          by === 1
            ? []
            : ['a', 'b', 'a'].map((key, index) => ({ subject: `counts.${key}`, body: { by: index } })),
      }),
    );
    await append(on, [counted('a', 1)], [counted('a', 2)]);
    await runner.catchUp();
    expect([await storedOf('a'), await storedOf('b')]).toEqual([[0, 2], [1]]);
  });
});
