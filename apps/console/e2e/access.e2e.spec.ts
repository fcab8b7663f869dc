import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import {
  startTestService,
  type TestService,
  startTokenIssuer,
  type TokenIssuer,
} from '@event-sourcing/service-chassis/testing';
import { operatorsConsole } from '../src/service';

/** A service that tells what it was asked, and by whom. */
const startEcho = async (): Promise<{ readonly server: Server; readonly url: string }> => {
  const server = createServer(({ url, headers }, response) => {
    response.setHeader('content-type', 'application/json').setHeader('log-position', '7');
    response.end(
      JSON.stringify({ url, authorization: headers.authorization, key: headers['idempotency-key'] }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    server,
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
  };
};

let issuer: TokenIssuer;
let service: TestService;
let server: Server;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<script nonce="__NONCE__"></script>');
  const echo = await startEcho();
  server = echo.server;
  issuer = await startTokenIssuer();
  service = await startTestService(operatorsConsole, {
    ...issuer.environment,
    MONGODB_URI: process.env.MONGODB_URI ?? '',
    CONSOLE_PAGE_DIR: folder,
    BANK_COMMAND_URLS: `http://127.0.0.1:1,${echo.url}`,
  });
});

afterAll(async () => {
  await service.stop();
  await issuer.stop();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(service.url + path, init);

describe('the console', () => {
  it('sends its page to everyone, with a policy that lets nothing else run, and another number each time', async () => {
    const [one, other] = await Promise.all([ask('/'), ask('/log/bank/7')]);
    const [first, second] = [await one.text(), await other.text()];
    expect(one.headers.get('content-security-policy')).toContain(/nonce="(.*)"/.exec(first)?.[1]);
    expect(one.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(first).not.toBe(second);
  });

  it('answers a browser that asks for what is none by its page, and a program by a problem', async () => {
    const browsers = { headers: { accept: 'text/html,application/xhtml+xml' } };
    for (const path of ['/nowhere', '/try/this', '/api/nothing']) {
      const [page, problem] = [await ask(path, browsers), await ask(path)];
      expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect([problem.status, problem.headers.get('content-type')]).toEqual([
        404,
        expect.stringContaining('application/problem+json'),
      ]);
    }
  });

  it.each(['/api/logs', '/api/services', '/api/logs/bank/events', '/api/services/bank-command/projections'])(
    'shows %s to admins alone',
    async (path) => {
      expect((await ask(path)).status).toBe(401);
      const reader = { authorization: `Bearer ${await issuer.token({ scope: 'bank:read' })}` };
      expect((await ask(path, { headers: reader })).status).toBe(403);
    },
  );

  it('hands a decision on as its caller, with a key, to the first instance that answers', async () => {
    const token = await issuer.token({ sub: 'ed', scope: 'admin' });
    const answered = await ask('/api/services/bank-command/projections/accounts/rebuild', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answered.headers.get('log-position')).toBe('7');
    expect(await answered.json()).toEqual({
      url: '/projections/accounts/rebuild',
      authorization: `Bearer ${token}`,
      key: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('hands nothing on for a page of another site', async () => {
    const token = await issuer.token({ scope: 'admin' });
    const answered = await ask('/api/services/bank-command/projections/accounts/rebuild', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'sec-fetch-site': 'cross-site' },
    });
    expect(answered.status).toBe(403);
  });
});
