import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { Lanes } from '../src/edge';
import { problemOf, startTestService, startTokenIssuer, type TestService } from '../src/testing';
import { endless } from './endless';
import { Gate } from './sample-service';

let service: TestService | undefined;
let sockets: Socket[] = [];
const start = async (environment: Readonly<Record<string, string>> = {}): Promise<TestService> =>
  (service = await startTestService(endless, environment));
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await service?.stop();
  service = undefined;
});

const open = async ({ url }: TestService, bytes = ''): Promise<Socket> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  if (bytes !== '') socket.write(bytes);
  return socket;
};

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(5);
};

const taken = ({ app }: TestService) => app.get(Lanes).taken;
const NOBODY = { receiving: 0, queued: 0, inFlight: 0, waiting: 0, streams: 0 };

const POST = 'POST /boxes/a/coins HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
const HALF_A_BODY = `${POST}Content-Length: 14\r\n\r\n{"amount"`;

const refused = async (at: TestService, path: string, body?: unknown): Promise<void> => {
  const answer = await at.client.request(body === undefined ? 'GET' : 'POST', path, { body });
  expect(problemOf(answer)).toMatchObject({ status: 503, code: 'try-again-later' });
  expect(answer.headers.get('retry-after')).toBe('1');
  expect(answer.headers.get('x-correlation-id')).toMatch(/^[\w-]{36}$/);
};

/** How many connections the system has turned away since it started, because nobody took them. */
const turnedAway = async (): Promise<number> => {
  const [names = [], values = []] = (await readFile('/proc/net/netstat', 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('TcpExt:'))
    .map((line) => line.split(' '));
  return Number(values[names.indexOf('ListenDrops')]);
};

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('connections that come while the process is busy', () => {
  onLinux('wait to be taken, as many as may be open', async () => {
    const { url } = await start();
    const before = await turnedAway();
    const port = Number(new URL(url).port);
    // All in one turn: none is taken before the last has come.
    for (let count = 0; count < 1_500; count += 1)
      sockets.push(connect(port, '127.0.0.1').on('error', () => undefined));
    await until(() => sockets.every(({ connecting }) => !connecting));
    // Other tests have servers, too.
    expect((await turnedAway()) - before).toBeLessThan(500);
  });
});

describe('requests that are being answered', () => {
  it('are so many; whose turn does not come is told to come back, and readiness says why', async () => {
    const at = await start({ MAX_IN_FLIGHT: '2', QUEUE_TIMEOUT_MS: '100' });
    const gate = at.app.get(Gate);
    const held = [at.client.post('/gate'), at.client.post('/gate')];
    await until(() => taken(at).inFlight === 2);

    await refused(at, '/boxes/a');
    await refused(at, '/boxes/a/coins', { amount: '1' });
    expect((await at.client.get('/health/live')).status).toBe(200);
    const ready = await at.client.get('/health/ready');
    expect([ready.status, ready.json]).toEqual([200, { status: 'overloaded', checks: { store: 'passed' } }]);

    gate.opened.resolve(undefined);
    expect((await Promise.all(held)).map(({ status }) => status)).toEqual([201, 201]);
    expect((await at.client.get('/boxes/a')).status).toBe(200);
    await until(async () => (await at.client.get('/health/ready')).text.includes('"ready"'));
  });

  it('count until they are answered, also when the client has gone', async () => {
    const at = await start({ MAX_IN_FLIGHT: '1', QUEUE_TIMEOUT_MS: '100' });
    const impatient = await open(at, 'POST /gate HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const gate = at.app.get(Gate);
    await gate.entered.promise;
    impatient.destroy();
    await once(impatient, 'close');
    // Two answers later the service has seen the connection end.
    await at.client.get('/health/live');
    await at.client.get('/health/live');

    await refused(at, '/boxes/a');
    gate.opened.resolve(undefined);
    await until(() => taken(at).inFlight === 0);
    expect((await at.client.get('/boxes/a')).status).toBe(200);
  });
});

describe('requests that wait for their turn', () => {
  it('are answered when it comes, and are so many', async () => {
    const at = await start({ MAX_IN_FLIGHT: '1', MAX_QUEUED: '2', QUEUE_TIMEOUT_MS: '60000' });
    const held = at.client.post('/gate');
    await until(() => taken(at).inFlight === 1);
    const queued = [at.client.get('/boxes/a'), at.client.post('/boxes/a/coins', { amount: '1' })];
    await until(() => taken(at).queued === 2);

    await refused(at, '/boxes/a');
    at.app.get(Gate).opened.resolve(undefined);
    expect((await held).status).toBe(201);
    expect((await Promise.all(queued)).map(({ status }) => status)).toEqual([200, 201]);
  });

  it('are passed over when their clients have gone', async () => {
    const at = await start({ MAX_IN_FLIGHT: '1', QUEUE_TIMEOUT_MS: '60000' });
    const held = at.client.post('/gate');
    await until(() => taken(at).inFlight === 1);
    const gone = await open(at, 'GET /boxes/a HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await until(() => taken(at).queued === 1);
    const patient = at.client.get('/boxes/a');
    await until(() => taken(at).queued === 2);
    gone.destroy();
    await at.client.get('/health/live');

    at.app.get(Gate).opened.resolve(undefined);
    expect((await held).status).toBe(201);
    expect((await patient).status).toBe(200);
    await until(() => JSON.stringify(taken(at)) === JSON.stringify(NOBODY));
  });
});

describe('bodies on their way', () => {
  it('are so many; reading goes on', async () => {
    const at = await start({ MAX_RECEIVING: '2', MAX_IN_FLIGHT: '1' });
    await open(at, HALF_A_BODY);
    const slow = await open(at, HALF_A_BODY);
    await until(() => taken(at).receiving === 2);

    await refused(at, '/boxes/a/coins', { amount: '1' });
    expect((await at.client.get('/boxes/a')).status).toBe(200);
    slow.write(':"1"}');
    expect(String((await once(slow, 'data'))[0])).toMatch(/^HTTP\/1.1 201 /);
    expect((await at.client.post('/boxes/a/coins', { amount: '1' })).status).toBe(201);
  });

  it.each([
    ['body', HALF_A_BODY],
    ['chunked body', `${POST}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`],
  ])('have their time: half a %s is given up', async (_what, bytes) => {
    const at = await start({ REQUEST_TIMEOUT_MS: '500' });
    const began = performance.now();
    const half = await open(at, bytes);
    expect(await text(half)).toMatch(/^HTTP\/1.1 408 /);
    expect(performance.now() - began).toBeGreaterThan(400);
    await until(() => taken(at).receiving === 0);
  });

  it.each(['', 'GET /boxes/a HTTP/1.1\r\nHost: loc'])('so have headers: %j', async (bytes) => {
    const at = await start({ HEADERS_TIMEOUT_MS: '300', REQUEST_TIMEOUT_MS: '60000' });
    const half = await open(at, bytes);
    expect(await text(half)).toMatch(/^HTTP\/1.1 408 /);
  });
});

describe('connections', () => {
  it('are so many; on more, only health is answered', async () => {
    const at = await start({ MAX_CONNECTIONS: '2' });
    await open(at);
    await open(at);
    const ask = async (path: string): Promise<string> =>
      text(await open(at, `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`));
    expect(await ask('/boxes/a')).toMatch(/^HTTP\/1.1 503 [^]*connection: close[^]*retry-after: 1/i);
    expect(await ask('/health/ready')).toMatch(/^HTTP\/1.1 200 [^]*connection: close[^]*overloaded/i);

    sockets[0]?.destroy();
    await until(async () => (await at.client.get('/boxes/a')).status === 200);
  });

  it('beyond some hundreds more are not taken at all', async () => {
    const at = await start({ MAX_CONNECTIONS: '1' });
    for (let index = 0; index < 257; index += 1) await open(at);
    const one = await open(at, 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await text(one)).toBe('');
  });
});

describe('waits for a position', () => {
  it('are so many; what need not wait goes on', async () => {
    const at = await start({ MAX_WAITING: '1', MAX_IN_FLIGHT: '1' });
    const waits = at.client.get('/boxes/a?after=1000&timeout=1000');
    await until(() => taken(at).waiting === 1);
    await refused(at, '/boxes/a?after=1000&timeout=1000');
    expect((await at.client.get('/boxes/a')).status).toBe(200);
    expect((await waits).status).toBe(504);
  });
});

describe('streams', () => {
  it('are so many, and are no requests in flight', async () => {
    const at = await start({ MAX_STREAMS: '1', MAX_IN_FLIGHT: '1' });
    const stream = await fetch(`${at.url}/endless/stream`);
    await refused(at, '/endless/stream');
    expect((await at.client.get('/boxes/a')).status).toBe(200);
    await stream.body?.cancel();
    await until(() => taken(at).streams === 0);
  });

  it('end when they are old, for their clients to come back', async () => {
    const at = await start({ STREAM_MAX_AGE_MS: '200' });
    const stream = await fetch(`${at.url}/endless/stream`);
    expect(await stream.text()).toMatch(/^retry: 1000\n.*event: open\n[^\n]*\n\n$/s);
    await until(() => taken(at).streams === 0);
  });
});

describe('a quarter of the places for long', () => {
  it.each([
    ['waits', 'waiting', '/boxes/a?after=1000&timeout=30000'],
    ['streams', 'streams', '/endless/stream'],
  ] as const)('of %s is one principal’s; the others have theirs', async (_what, lane, path) => {
    const issuer = await startTokenIssuer();
    const at = await start({ ...issuer.environment, MAX_WAITING: '8', MAX_STREAMS: '8' });
    const [ann, bob] = await Promise.all(
      ['ann', 'bob'].map((sub) => issuer.as(sub, 'sample:read sample:write')),
    );
    let gone = new AbortController();
    const hold = async (headers = {}): Promise<void> => {
      const held = taken(at)[lane];
      void fetch(`${at.url}${path}`, { headers, signal: gone.signal }).catch(() => undefined);
      await until(() => taken(at)[lane] === held + 1);
    };
    await hold(ann);
    await hold(ann);
    const refusal = await at.client.get(path, ann);
    expect(problemOf(refusal)).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(refusal.headers.get('retry-after')).toBe('1');
    await hold(bob);

    gone.abort();
    await until(() => taken(at)[lane] === 0);
    gone = new AbortController();
    await hold(ann);
    gone.abort();
    await issuer.stop();
  });
});

describe('an answer', () => {
  it('that its client does not take is given up', async () => {
    const at = await start({ ANSWER_TIMEOUT_MS: '300' });
    const stalled = await open(at, 'GET /endless/text HTTP/1.1\r\nHost: localhost\r\n\r\n');
    stalled.pause();
    await until(() => taken(at).inFlight === 1);
    await until(() => taken(at).inFlight === 0);
  });
});

describe('a client that leaves', () => {
  it('ends its wait for a position', async () => {
    const at = await start();
    const client = await open(
      at,
      'GET /boxes/a?after=1000&timeout=30000 HTTP/1.1\r\nHost: localhost\r\n\r\n',
    );
    await until(() => taken(at).waiting === 1);
    const left = performance.now();
    client.destroy();
    await until(() => taken(at).waiting === 0);
    expect(performance.now() - left).toBeLessThan(10_000);
  });
});

describe('a request that ends anyhow', () => {
  it('leaves no place taken', async () => {
    const at = await start({ MAX_IN_FLIGHT: '20', MAX_RECEIVING: '20' });
    const requests = [
      HALF_A_BODY,
      `${HALF_A_BODY}:"1"}`,
      `${POST}Content-Length: 3\r\n\r\n{x}`,
      `${POST}Content-Length: 70000\r\n\r\n{`,
      `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
      'POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{',
      'GET /boxes/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'GET /boxes/a#x HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'GET /boxes/defect HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'GET /boxes/a?after=1000&timeout=20 HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'GET /endless/stream HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'GET /endless/text HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'GET /boxes/a HTTP/1.1\r\nHost: evil\r\n\r\n',
      'HEAD /boxes/a HTTP/1.1\r\nHost: localhost\r\n\r\nGET /boxes/a HTTP/1.1\r\nHost: localhost\r\n\r\n',
    ];
    for (const patience of [0, 0, 1, 3]) {
      for (const bytes of requests) {
        const socket = await open(at, bytes);
        if (patience > 0) await pause(patience);
        socket.destroy();
      }
    }
    await until(() => JSON.stringify(taken(at)) === JSON.stringify(NOBODY));
  });
});
