import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Contract } from './contract';
import type { TestAnswer } from './test-answer';

const document: OpenAPIObject = {
  openapi: '3.0.0',
  info: { title: 'doors', version: '1' },
  paths: {
    '/doors/{doorId}': {
      get: {
        responses: {
          200: {
            description: 'OK',
            headers: { 'Log-Position': { $ref: '#/components/headers/Log-Position' } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Door' } } },
          },
          204: { description: 'No Content' },
        },
      },
    },
    '/doors/front': { get: { responses: { 204: { description: 'No Content' } } } },
  },
  components: {
    headers: { 'Log-Position': { required: true, schema: { type: 'integer' } } },
    schemas: {
      Door: {
        type: 'object',
        required: ['open'],
        additionalProperties: false,
        properties: { open: { type: 'boolean' }, since: { type: 'string', format: 'date-time' } },
      },
    },
  },
};

const contract = new Contract(document);

const answered = (
  json: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): TestAnswer => ({
  status,
  headers: new Headers({ 'content-type': 'application/json', 'log-position': '7', ...headers }),
  json,
  text: JSON.stringify(json),
  position: 7,
});

const checked =
  (answer: TestAnswer, path = '/doors/7?x=1') =>
  () =>
    contract.check('GET', path, answer);

describe('an answer that is held against the contract', () => {
  it('may be all that is described, and what no operation is about', () => {
    expect(checked(answered({ open: true, since: '2026-01-31T12:00:00.000Z' }))).not.toThrow();
    expect(checked(answered({}, { status: 404 }), '/windows')).not.toThrow();
  });

  it.each([
    ['a status', answered({ open: true }, { status: 201 }), 'status 201 is not described'],
    ['a member', answered({ open: true, shut: false }), 'additional'],
    ['a form', answered({ open: true, since: 'yesterday' }), '/since must match format'],
    ['a media type', answered('', { headers: { 'content-type': 'text/csv' } }), 'content type "text/csv"'],
    ['a header', answered({ open: true }, { headers: { etag: '"7"' } }), 'header etag is not described'],
    ['the form of a header', answered({ open: true }, { headers: { 'log-position': 'x' } }), 'Log-Position'],
    ['a body', answered({ open: true }, { status: 204 }), 'a body is not described'],
  ])('is refused for %s that is not described', (_what, answer, fault) => {
    expect(checked(answer)).toThrow(fault);
  });

  it('is refused for what it lacks', () => {
    const bare = {
      ...answered({ open: true }),
      headers: new Headers({ 'content-type': 'application/json' }),
    };
    expect(checked(bare)).toThrow('header Log-Position is missing');
  });

  it('is held against the path that is spelled out before one with a parameter', () => {
    expect(checked(answered({ open: true }), '/doors/front')).toThrow('status 200 is not described');
  });
});
