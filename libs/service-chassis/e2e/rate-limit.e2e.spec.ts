import { afterEach, describe, expect, it } from '@jest/globals';
import {
  problemOf,
  startTestService,
  startTokenIssuer,
  type TestService,
  type TokenIssuer,
} from '../src/testing';
import { sample } from './sample-service';

let service: TestService | undefined;
let issuer: TokenIssuer | undefined;
afterEach(async () => {
  await service?.stop();
  await issuer?.stop();
  [service, issuer] = [undefined, undefined];
});

describe('how often a route may be asked', () => {
  it('is so many times a minute; then one is told when to come back', async () => {
    service = await startTestService(sample, { RATE_LIMIT_PER_MINUTE: '3' });
    const { client } = service;
    const ask = () => client.get('/boxes/a');
    expect([await ask(), await ask(), await ask()].map(({ status }) => status)).toEqual([200, 200, 200]);
    const refused = await ask();
    expect(problemOf(refused)).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);

    // However its target is spelled, and whatever it is about: it is the route that counts.
    expect((await client.get('/boxes/%62')).status).toBe(429);
    expect((await client.get('/boxes')).status).toBe(200);
    expect((await client.post('/boxes/a/coins', { amount: '1' })).status).toBe(201);
  });

  it('is not asked of health', async () => {
    service = await startTestService(sample, { RATE_LIMIT_PER_MINUTE: '1' });
    for (let time = 0; time < 3; time += 1) {
      expect((await service.client.get('/health/ready')).status).toBe(200);
    }
  });

  it('is counted for each principal, and for no one in the name of another', async () => {
    issuer = await startTokenIssuer();
    service = await startTestService(sample, { ...issuer.environment, RATE_LIMIT_PER_MINUTE: '1' });
    const { client } = service;
    const as = async (sub: string) => issuer?.as(sub, 'sample:write') ?? {};
    expect((await client.get('/boxes/a', { authorization: 'Bearer none' })).status).toBe(401);
    expect((await client.get('/boxes/a', await as('ann'))).status).toBe(200);
    expect((await client.get('/boxes/a', await as('ann'))).status).toBe(429);
    expect((await client.get('/boxes/a', await as('bob'))).status).toBe(200);
  });
});
