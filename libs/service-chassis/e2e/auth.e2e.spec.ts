import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { request } from 'node:http';
import {
  askEvery,
  everyRoute,
  problemOf,
  type RouteSample,
  routesOf,
  startTestService,
  startTokenIssuer,
  type TestService,
  type TokenIssuer,
  worthlessTokens,
} from '../src/testing';
import { Operation } from '../src';
import { sample } from './sample-service';

@Controller('forgotten')
class ForgottenController {
  @Get()
  @Operation('open', 'Is open.')
  open(): object {
    return { open: true };
  }
}

@Module({ imports: [sample.module], controllers: [ForgottenController] })
class WithForgottenRoute {}

const scope = 'sample:write';
const GUARDED: readonly RouteSample[] = [
  { route: 'DELETE /boxes/:boxId', path: '/boxes/7', scope },
  { route: 'GET /boxes', path: '/boxes', scope },
  { route: 'GET /boxes/:boxId', path: '/boxes/7', scope },
  { route: 'GET /boxes/:boxId/correlation', path: '/boxes/7/correlation', scope },
  { route: 'GET /boxes/:boxId/lines', path: '/boxes/7/lines', scope },
  { route: 'GET /forgotten', path: '/forgotten' },
  { route: 'GET /projections', path: '/projections', scope: 'admin' },
  { route: 'GET /projections/:name/set-aside', path: '/projections/boxes/set-aside', scope: 'admin' },
  { route: 'POST /boxes/:boxId/coins', path: '/boxes/7/coins', body: { amount: '1' }, scope },
  { route: 'POST /gate', path: '/gate', scope },
  {
    route: 'POST /projections/:name/pause',
    path: '/projections/boxes/pause',
    body: { reason: 'x' },
    scope: 'admin',
  },
  { route: 'POST /projections/:name/resume', path: '/projections/boxes/resume', scope: 'admin' },
  { route: 'POST /projections/:name/rebuild', path: '/projections/boxes/rebuild', scope: 'admin' },
  {
    route: 'POST /projections/:name/set-aside/:position/retry',
    path: '/projections/boxes/set-aside/7/retry',
    scope: 'admin',
  },
  { route: 'PUT /boxes/:boxId/open', path: '/boxes/7/open', scope },
];
const HEALTH = ['GET /health/live', 'GET /health/ready'];

let issuer: TokenIssuer;
let service: TestService;
beforeAll(async () => {
  issuer = await startTokenIssuer();
  service = await startTestService({ ...sample, module: WithForgottenRoute }, issuer.environment);
});
afterAll(async () => {
  await service.stop();
  await issuer.stop();
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('a service that asks for tokens', () => {
  it('has no other routes than these and its health', () => {
    expect(routesOf(service)).toEqual([...GUARDED.map(({ route }) => route), ...HEALTH].sort());
  });

  it('lets nobody in with a token that proves nothing, on any route', async () => {
    for (const { name, headers } of await worthlessTokens(issuer, { sub: 'ann', scope: `admin ${scope}` })) {
      const answers = await askEvery(service.client, GUARDED, headers);
      expect({ name, answers }).toEqual({ name, answers: everyRoute(GUARDED, '401 unauthenticated') });
    }
  });

  it('lets nobody in whose token lacks the scope, or has one that only looks like it', async () => {
    for (const other of [
      '',
      'sample:read',
      'SAMPLE:WRITE',
      'sample:write2',
      'sample:writesample:write',
      'Admin',
    ]) {
      const answers = await askEvery(service.client, GUARDED, await issuer.as('ann', other));
      expect({ other, answers }).toEqual({ other, answers: everyRoute(GUARDED, '403 forbidden') });
    }
  });

  it('lets nobody, not even an administrator, use a route that declares no scope', async () => {
    const answer = await service.client.get('/forgotten', await issuer.as('root', 'admin sample:write'));
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('lets in who has the scope, and an administrator everywhere', async () => {
    const get = async (headers: Promise<Readonly<Record<string, string>>>, path: string) =>
      (await service.client.get(path, await headers)).status;
    expect(await get(issuer.as('ann', 'else:read sample:write'), '/boxes')).toBe(200);
    expect(await get(issuer.as('ann', scope), '/projections')).toBe(403);
    expect(await get(issuer.as('root', 'admin'), '/boxes')).toBe(200);
    expect(await get(issuer.as('root', 'admin'), '/projections')).toBe(200);
  });

  it('says what it wants as RFC 6750 asks', async () => {
    const challenge = async (headers: Readonly<Record<string, string>>) =>
      (await service.client.get('/boxes', headers)).headers.get('www-authenticate');
    expect(await challenge({})).toBe('Bearer realm="sample"');
    expect(await challenge(bearer(await issuer.token({ scope, expiresIn: -6 })))).toBe(
      'Bearer realm="sample", error="invalid_token", error_description="The token has expired."',
    );
    expect(await challenge(await issuer.as('ann', ''))).toBe(
      'Bearer error="insufficient_scope", scope="sample:write"',
    );
  });

  it('forgives clocks that differ by some seconds', async () => {
    const soon = Math.floor(Date.now() / 1_000) + 3;
    for (const wanted of [
      { scope, expiresIn: -3 },
      { scope, claims: { nbf: soon } },
    ]) {
      expect((await service.client.get('/boxes', bearer(await issuer.token(wanted)))).status).toBe(200);
    }
  });

  it('reads the form first, and two tokens are no form', async () => {
    const headers: [string, string][] = [
      ['authorization', `Bearer ${await issuer.token({ scope })}`],
      ['Authorization', 'Bearer other'],
    ];
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${service.url}/boxes`, { headers: headers.flat() }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(400);
    expect(problemOf(await service.client.get('/boxes?limit=0')).code).toBe('validation-failed');
  });

  it('takes a scope that is a list, names the scheme in any case, and needs no token for its health', async () => {
    const token = await issuer.token({ claims: { scope: undefined, scp: ['else:read', scope] } });
    expect((await service.client.get('/boxes', { authorization: `bEARER ${token}` })).status).toBe(200);
    expect((await service.client.get('/health/live')).status).toBe(200);
    expect((await service.client.get('/health/ready')).status).toBe(200);
  });

  it('gives each caller keys of their own', async () => {
    const put = async (sub: string) => {
      const headers = { ...(await issuer.as(sub, scope)), 'idempotency-key': 'k1' };
      const { json } = await service.client.post('/boxes/7/coins', { amount: '1' }, headers);
      return json;
    };
    const [first, again, others] = [await put('ann'), await put('ann'), await put('bob')];
    const command = (json: unknown) => expect.objectContaining(json ?? {});
    expect(again).toMatchObject({ command: command(Reflect.get(Object(first), 'command')) });
    expect(others).not.toMatchObject({ command: Reflect.get(Object(first), 'command') });
  });
});

describe('whose administrators are named by another claim', () => {
  it('the scope admin makes none of its own', async () => {
    const roles = await startTestService(sample, {
      ...issuer.environment,
      AUTH_ADMIN_CLAIM: 'roles',
      AUTH_ADMIN_VALUE: 'bank-admin',
    });
    const status = async (claims: object) =>
      (await roles.client.get('/projections', bearer(await issuer.token({ claims: { ...claims } })))).status;
    expect(await status({ scope: 'admin' })).toBe(403);
    expect(await status({ roles: ['clerk', 'bank-admin'] })).toBe(200);
    expect(await status({ roles: 'bank-admins' })).toBe(403);
    await roles.stop();
  });
});
