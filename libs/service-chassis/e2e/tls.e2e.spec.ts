import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectSecurely, type TLSSocket } from 'node:tls';
import { text } from 'node:stream/consumers';
import {
  type Certificate,
  certificateIn,
  newCertificate,
  problemOf,
  startTestService,
  type TestService,
  trusting,
} from '../src/testing';
import { Gate, sample } from './sample-service';

let folder: string;
let certificate: Certificate;
let service: TestService | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
  certificate = await newCertificate();
});
afterEach(async () => {
  await service?.stop();
  service = undefined;
  await rm(folder, { recursive: true });
});

const start = async (environment: Readonly<Record<string, string>> = {}): Promise<TestService> =>
  (service = await startTestService(sample, {
    ...(await certificateIn(folder, certificate)),
    ...environment,
  }));

const portOf = ({ url }: TestService): number => Number(new URL(url).port);

/** A connection on which both sides know each other. */
const secured = async (at: TestService): Promise<TLSSocket> => {
  const socket = connectSecurely({ port: portOf(at), host: '127.0.0.1', rejectUnauthorized: false });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  return socket;
};

const shown = async (at: TestService): Promise<string> => {
  const socket = await secured(at);
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
};

const answerOn = async (socket: TLSSocket, path: string): Promise<string> => {
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  return text(socket);
};

describe('a service with a certificate', () => {
  it('answers over TLS whoever trusts it, and says that nothing else is to be tried', async () => {
    const at = await start();
    expect(at.url).toMatch(/^https:/);
    await expect(at.client.get('/boxes/a')).rejects.toThrow('fetch failed');
    await trusting([certificate], async () => {
      const answer = await at.client.get('/boxes/a');
      expect(answer.status).toBe(200);
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
      expect(problemOf(await at.client.post('/boxes/a/coins', {})).code).toBe('validation-failed');
    });
  });

  it('says nothing to whoever asks without', async () => {
    const at = await start();
    const socket = connect(portOf(at), '127.0.0.1');
    socket.write('GET /boxes/a HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await text(socket).catch(() => '')).toBe('');
  });

  it('goes over to another one as soon as its key is there too', async () => {
    const at = await start({ LOG_LEVEL: 'info' });
    const first = await shown(at);
    const next = await newCertificate();
    await writeFile(join(folder, 'cert.pem'), next.cert);
    while (!at.logged.some(({ msg }) => String(msg).includes('cannot be used'))) await pause(20);
    expect(await shown(at)).toBe(first);
    await certificateIn(folder, next);
    while ((await shown(at)) === first) await pause(20);
    await trusting([next], async () => {
      expect((await at.client.get('/health/live')).status).toBe(200);
    });
  }, 30_000);

  it('ends a connection on which the handshake does not come to its end', async () => {
    const at = await start({ HEADERS_TIMEOUT_MS: '300' });
    const socket = connect(portOf(at), '127.0.0.1');
    socket.resume();
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });

  it('has so many connections; on more, only health is answered', async () => {
    const at = await start({ MAX_CONNECTIONS: '1' });
    const first = await secured(at);
    expect(await answerOn(await secured(at), '/health/live')).toMatch(/^HTTP\/1.1 200 /);
    expect(await answerOn(await secured(at), '/boxes/a')).toMatch(/^HTTP\/1.1 503 /);
    expect(await answerOn(first, '/boxes/a')).toMatch(/^HTTP\/1.1 200 /);
  });

  it('finishes what is asked when it stops, whoever else is still about to introduce himself', async () => {
    const at = await start();
    const half = connect(portOf(at), '127.0.0.1');
    await once(half, 'connect');
    const asking = await secured(at);
    asking.write('POST /gate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n');
    const answered = text(asking);
    const gate = at.app.get(Gate);
    await gate.entered.promise;
    const stopped = at.stop();
    gate.opened.resolve(undefined);
    expect(await answered).toMatch(/^HTTP\/1.1 20\d /);
    await stopped;
    service = undefined;
  }, 30_000);
});
