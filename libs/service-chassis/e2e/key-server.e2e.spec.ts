import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  problemOf,
  startTestService,
  startTokenIssuer,
  type TestService,
  type TokenIssuer,
} from '../src/testing';
import { sample } from './sample-service';

let issuer: TokenIssuer;
let service: TestService;
beforeEach(async () => {
  issuer = await startTokenIssuer();
  service = await startTestService(sample, issuer.environment);
});
afterEach(async () => {
  await service.stop();
  await issuer.stop();
});

const ask = async (headers?: Readonly<Record<string, string>>) =>
  service.client.get('/boxes', headers ?? (await issuer.as('ann', 'sample:write')));

describe('the keys of tokens', () => {
  it('are asked for once, however many tokens come', async () => {
    const headers = await issuer.as('ann', 'sample:write');
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(headers)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(issuer.asked).toBe(1);
  });

  it('that were rotated are known once the cool-down is over; until then a token of the new one is 401', async () => {
    expect((await ask()).status).toBe(200);
    await issuer.rotate();
    const answers = [await ask(), await ask()];
    expect(answers.map((answer) => problemOf(answer).code)).toEqual(['unauthenticated', 'unauthenticated']);
    expect(issuer.asked).toBe(1);
    const { now } = Date;
    // The library reckons the cool-down, and the life of a token, by this clock.
    Date.now = () => now() + 31_000;
    try {
      expect((await ask()).status).toBe(200);
      expect(issuer.asked).toBe(2);
    } finally {
      Date.now = now;
    }
  });

  it.each([
    ['an error', 500, ''],
    ['a redirect', 302, ''],
    ['no JSON', 200, '<html>'],
    ['something else', 200, '{"keys":"none"}'],
  ])('that come as %s are a 503: nobody has said that the token is bad', async (_, status, body) => {
    issuer.answerWith(status, body);
    const refused = await ask();
    expect(problemOf(refused)).toMatchObject({ status: 503, code: 'try-again-later' });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('www-authenticate')).toBeNull();
  });

  it('cannot be asked for where nobody listens, and a crowd of tokens does not ask again at once', async () => {
    const headers = await issuer.as('ann', 'sample:write');
    issuer.answerWith(500);
    for (let each = 0; each < 5; each += 1) expect((await ask(headers)).status).toBe(503);
    expect(issuer.asked).toBe(1);
    await issuer.stop();
    expect((await ask(headers)).status).toBe(503);
  });

  it('are good again when the key server is back', async () => {
    issuer.answerWith(500);
    expect((await ask()).status).toBe(503);
    issuer.answerWith(200);
    let status = 503;
    while (status === 503) ({ status } = await ask());
    expect(status).toBe(200);
  });
});
