import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { toPosition } from './contract';
import { decisionModel } from './models';
import { openProjection } from './projections';
import { totals } from './projections/totals.fixture';
import { openReaction } from './reactions';
import { counted, eventually, type Instance, LogFixture } from './subscriptions/log.fixture';

const PATIENCE_MS = 1_000;

let log: LogFixture;
let server: Server;
let uri: string;
const sockets = new Set<Socket>();

/** An engine that takes what it is sent, and neither reads nor answers: a stopped process, a link that is half open. */
const standStill = (): void => sockets.forEach((socket) => socket.pause().unpipe());

beforeEach(async () => {
  log = new LogFixture();
  // Takes the database away in the end.
  await log.instance();
  const engine = new URL(process.env.MONGODB_URI ?? '');
  server = createServer((client) => {
    const upstream = connect(Number(engine.port), engine.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  uri = `mongodb://127.0.0.1:${port}/?directConnection=true&serverSelectionTimeoutMS=500`;
});

afterEach(async () => {
  sockets.forEach((socket) => socket.destroy());
  sockets.clear();
  server.close();
  await log.close();
});

/** How long something took, in milliseconds, and what came of it. */
const timed = async (work: Promise<unknown>): Promise<{ readonly ms: number; readonly outcome: unknown }> => {
  const began = performance.now();
  const outcome = await work.catch((error: unknown) => error);
  return { ms: performance.now() - began, outcome };
};

const count = decisionModel({
  name: 'count',
  query: () => ({ items: [{ types: ['Counted'] }] }),
  initial: 0,
  evolve: (counted: number) => counted + 1,
});

const opened = (): Promise<Instance> => log.instance({}, { patienceMs: PATIENCE_MS }, uri);

describe('while the database stands still', () => {
  it('a read that is on its way ends within one patience, and lets go of its cursor', async () => {
    const { store } = await opened();
    for (let commit = 0; commit < 5; commit += 1) {
      await store.append({ events: Array.from({ length: 256 }, () => counted('a')) });
    }
    const reading = store.read();
    await reading.next();
    standStill();
    const rest = async () => {
      while (!(await reading.next()).done);
    };
    const { ms, outcome } = await timed(rest());
    // What came with the first answer may be all there is.
    if (outcome !== undefined) expect(outcome).toMatchObject({ code: 'store-unavailable' });
    expect(ms).toBeLessThan(2 * PATIENCE_MS);
  });

  it('what is read for somebody who has left ends at once, and says why', async () => {
    const { store, subscriptions } = await opened();
    const runner = await openProjection(subscriptions, totals());
    await store.append({ events: [counted('a')] });
    await runner.catchUp();
    const [left, reason] = [new AbortController(), new Error('has left')];
    const { signal } = left;
    standStill();
    const ask = () =>
      [
        store.read(undefined, { signal }).next(),
        store.read(undefined, { upTo: toPosition(1), signal }).next(),
        store.stateOf(count(), { signal }),
        runner.read(({ model }) => model('totals').findById('a'), { signal }),
      ].map((one) => timed(one));
    const before = ask();
    await new Promise(setImmediate);
    left.abort(reason);
    const outcomes = (await Promise.all([...before, ...ask()])).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(outcomes.map(() => reason));
  });

  it('appends, decisions and looks are answered in time, and the store is closed in time', async () => {
    const { store } = await opened();
    await store.append({ events: [counted('a')] });
    standStill();
    const asked = await Promise.all([
      timed(store.append({ events: [counted('b')] })),
      timed(store.head()),
      timed(store.decide({}, () => [], { command: { id: 'k', anyRequest: true } })),
    ]);
    expect(asked.map(({ outcome }) => outcome)).toMatchObject([
      { code: 'outcome-unknown' },
      { code: 'store-unavailable' },
      { code: 'outcome-unknown' },
    ]);
    expect(Math.max(...asked.map(({ ms }) => ms))).toBeLessThan(1.5 * PATIENCE_MS);
    expect((await timed(store.close())).ms).toBeLessThan(3_000);
  });

  it('subscriptions are closed in time, one that hangs in its handler too', async () => {
    const { store, subscriptions } = await opened();
    let called = false;
    const hanging = await openReaction(subscriptions, {
      name: 'hang',
      query: { items: [] },
      startFrom: 'start',
      key: () => 'all',
      react: () => {
        called = true;
        return new Promise(() => undefined);
      },
    });
    hanging.start();
    await store.append({ events: [counted('a')] });
    await eventually(() => expect(called).toBe(true));
    standStill();
    const { ms, outcome } = await timed(subscriptions.close());
    expect(outcome).toBeUndefined();
    expect(ms).toBeLessThan(6_000);
  });
});
