import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultPaths, problemOf, startTestService, type TestAnswer, type TestService } from '../src/testing';
import { sample } from './sample-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(sample);
});
afterAll(() => service.stop());

const A_FEW_KIB = 8 * 1024;
const LONG = 'n'.repeat(30_000);
const faulty = (count: number): string => `[${Array.from({ length: count }, () => '"\\ud800"').join(',')}]`;

const sent = async (raw: string): Promise<TestAnswer> => {
  expect(raw.length).toBeLessThanOrEqual(64 * 1024);
  const answer = await service.client.request('POST', '/boxes/a/coins', { raw });
  expect(Buffer.byteLength(answer.text)).toBeLessThan(A_FEW_KIB);
  return answer;
};

describe('what a fault costs', () => {
  it('20 faults are listed, the others counted', async () => {
    const members = Array.from({ length: 107 }, (_, index) => `"m${index}":${index}`);
    const answer = problemOf(await sent(`{"amount":"1",${members.join(',')}}`));
    expect(answer.errors.map(({ path }) => path)).toEqual(
      members.slice(0, 20).map((_, index) => `m${index}`),
    );
    expect(answer).toMatchObject({ moreErrors: 87, detail: expect.stringMatching(/; and 102 more$/) });
  });

  it('20 faults are no more than that', async () => {
    const members = Array.from({ length: 20 }, (_, index) => `"m${index}":${index}`);
    const answer = problemOf(await sent(`{"amount":"1",${members.join(',')}}`));
    expect([answer.errors.length, answer.moreErrors]).toEqual([20, undefined]);
  });

  it.each([
    ['an unknown member', `{"amount":"1","${LONG}":${faulty(3_800)}}`, `${'n'.repeat(63)}…`],
    ['a member of another type', `{"amount":{"${LONG}":${faulty(3_800)}}}`, 'amount'],
    [
      'an unknown member of a known one',
      `{"amount":"1","detail":{"note":"x","${LONG}":${faulty(3_800)}}}`,
      `detail.${'n'.repeat(63)}…`,
    ],
    ['a list', `[{"${LONG}":${faulty(3_800)}}]`, ''],
    ['nothing that has a name', faulty(7_000), ''],
  ])('faulty texts by the thousand are not looked at inside of %s', async (_name, raw, path) => {
    expect(faultPaths(await sent(raw))).toEqual([path]);
  });

  it('is little also where no body is expected', async () => {
    const answer = await service.client.request('PUT', '/boxes/a/open', {
      raw: `{"${LONG}":${faulty(3_800)}}`,
    });
    expect(faultPaths(answer)).toEqual(['']);
    expect(Buffer.byteLength(answer.text)).toBeLessThan(A_FEW_KIB);
  });

  it.each([
    ['control characters', '\\u0007'.repeat(10_000)],
    ['lone surrogates', '\\ud800'.repeat(10_000)],
    ['characters of four bytes', '😀'.repeat(15_000)],
  ])('a name of %s is cut, and told in few bytes', async (_kind, name) => {
    const answer = problemOf(await sent(`{"amount":"1","${name}":1}`));
    expect(answer.errors.map(({ message }) => message)).toEqual(['is unknown']);
  });

  it.each([
    ['a path that is none', `/${LONG.slice(0, 15_000)}`],
    ['a name of nothing', `/boxes/${LONG.slice(0, 15_000)}`],
    ['parameters', `/boxes?${Array.from({ length: 3_000 }, (_, index) => `x${index}`).join('&')}`],
    ['a parameter', `/boxes?${LONG.slice(0, 15_000)}=1`],
    ['a parameter given twice', `/boxes?${LONG.slice(0, 7_000)}=1&${LONG.slice(0, 7_000)}=1`],
    ['a cursor', `/boxes?cursor=${LONG.slice(0, 15_000)}`],
  ])('%s of 15 KiB is told in few bytes', async (_name, target) => {
    const answer = await service.client.get(target);
    expect(problemOf(answer).status).toBeGreaterThanOrEqual(400);
    expect(Buffer.byteLength(answer.text)).toBeLessThan(A_FEW_KIB);
  });

  it('a name that nothing has is told in few bytes', async () => {
    const answer = await service.client.post(`/projections/${LONG.slice(0, 15_000)}/rebuild`);
    expect(problemOf(answer).code).toBe('projection-not-found');
    expect(Buffer.byteLength(answer.text)).toBeLessThan(A_FEW_KIB);
  });

  it('a hundred such requests at once do not fill the heap', async () => {
    const raw = `{"amount":"1","${LONG}":${faulty(3_800)}}`;
    // Specs that ran before in this process have left something, too.
    const before = process.memoryUsage().heapUsed;
    await Promise.all(Array.from({ length: 100 }, () => sent(raw)));
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(500 * 1024 * 1024);
  });
});
