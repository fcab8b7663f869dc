import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { problemOf, startTestService, type TestService } from '../src/testing';
import { sample } from './sample-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(sample);
});
afterAll(() => service.stop());

/** Anything that a client library lets through as a header's value. */
const headerValue = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
});

const name = fc.oneof(
  fc.constantFrom(
    'amount',
    'description',
    'detail',
    'note',
    '__proto__',
    'constructor',
    'limit',
    'cursor',
    'after',
  ),
  fc.string({ unit: 'binary' }),
);

const body = fc.oneof(
  fc.dictionary(name, fc.jsonValue({ noUnicodeString: false })).map((value) => JSON.stringify(value)),
  fc.json(),
  fc.string(),
);

const query = fc
  .array(fc.tuple(name, fc.string({ unit: 'binary' })), { maxLength: 4 })
  .map((pairs) =>
    pairs.map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed())).join('=')).join('&'),
  );

const path = fc.oneof(
  fc.constantFrom('/boxes', '/boxes/a', '/boxes/a/coins', '/boxes/a/open', '/projections', '/health/ready'),
  fc.string({ unit: 'binary' }).map((id) => `/boxes/${encodeURIComponent(id.toWellFormed())}`),
  fc.string().map((text) => `/${text.replace(/[\s?#\\]/g, '')}`),
);

const headers = fc.dictionary(
  fc.constantFrom(
    'idempotency-key',
    'if-match',
    'if-none-match',
    'min-log-position',
    'x-correlation-id',
    'content-type',
    'accept',
    'content-encoding',
  ),
  headerValue.map((value) => value.trim()),
);

describe('malformed input', () => {
  it('never gets a 5xx, and every refusal is a problem', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
        path,
        query,
        headers,
        body,
        async (method, target, parameters, sent, raw) => {
          const withBody = method === 'GET' ? {} : { raw };
          const answer = await service.client.request(method, `${target}?timeout=0&${parameters}`, {
            headers: sent,
            ...withBody,
          });
          if (answer.status >= 400)
            expect(problemOf(answer).status === 504 || answer.status < 500).toBe(true);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('bytes that are a body never get a 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const raw = Uint8Array.from(bytes);
        const answer = await service.client.request('POST', '/boxes/a/coins', { raw });
        expect(problemOf(answer).status).toBe(400);
      }),
      { numRuns: 300 },
    );
  });
});
