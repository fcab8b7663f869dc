import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Environment } from './environment';
import { ConfigError, readConfig } from './read-config';

const URI = 'mongodb://127.0.0.1:27017/bank';
const SECRET = 'only-for-tests-0123456789-abcdefghij';
const NAMES = { AUTH_ISSUER: 'https://id.example/', AUTH_AUDIENCE: 'bank' };
const JWKS = { AUTH_JWKS_URL: 'https://id.example/keys' };
const read = (environment: Environment) =>
  readConfig({ MONGODB_URI: URI, ...environment }, 3001, z.object({})).config;

describe('authentication in the environment', () => {
  it('is none when nothing says so, and makes every address a good one', () => {
    expect(read({}).auth).toBeUndefined();
    expect(read({ HOST: '0.0.0.0', ...NAMES, ...JWKS }).auth).toMatchObject({
      issuer: 'https://id.example/',
      audience: 'bank',
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'],
      admin: { claim: 'scope', value: 'admin' },
    });
  });

  it.each<[string, Environment]>([
    ['AUTH_JWKS_URL', NAMES],
    ['AUTH_ISSUER', { AUTH_AUDIENCE: 'bank', ...JWKS }],
    ['AUTH_AUDIENCE', { AUTH_ISSUER: 'x', AUTH_SECRET: SECRET }],
    ['AUTH_JWKS_URL', { AUTH_ALGORITHMS: 'RS256' }],
    ['AUTH_SECRET', { ...NAMES, ...JWKS, AUTH_SECRET: SECRET }],
    ['AUTH_SECRET', { ...NAMES, AUTH_SECRET: 'short' }],
    ['AUTH_JWKS_URL', { ...NAMES, AUTH_JWKS_URL: 'http://id.example/keys' }],
    ['AUTH_JWKS_URL', { ...NAMES, AUTH_JWKS_URL: 'file:///etc/keys' }],
    ['AUTH_ALGORITHMS', { ...NAMES, ...JWKS, AUTH_ALGORITHMS: 'RS256,HS256' }],
    ['AUTH_ALGORITHMS', { ...NAMES, ...JWKS, AUTH_ALGORITHMS: 'none' }],
    ['AUTH_ALGORITHMS', { ...NAMES, AUTH_SECRET: SECRET, AUTH_ALGORITHMS: 'RS256' }],
    ['ALLOW_ANONYMOUS', { ...NAMES, ...JWKS, ALLOW_ANONYMOUS: 'true' }],
  ])('that is wrong at %s is refused as a whole, never half taken: %j', (variable, environment) => {
    const start = () => read(environment);
    expect(start).toThrow(ConfigError);
    expect(start).toThrow(variable);
    expect(start).not.toThrow(SECRET);
  });

  it('takes keys over plain HTTP from this machine only', () => {
    const url = 'http://127.0.0.1:8080/keys';
    expect(read({ ...NAMES, AUTH_JWKS_URL: url }).auth?.keys).toEqual({ kind: 'jwks', url: new URL(url) });
  });
});

describe('a secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  const fileWith = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  it('may stand in a file, which ends with a line break or not', () => {
    for (const [name, end] of [
      ['plain', ''],
      ['unix', '\n'],
      ['windows', '\r\n'],
    ] as const) {
      const environment = { ...NAMES, AUTH_SECRET_FILE: fileWith(name, SECRET + end) };
      expect(read(environment).auth?.keys).toEqual({
        kind: 'secret',
        secret: new TextEncoder().encode(SECRET),
      });
    }
    const uri = 'mongodb://user:pass@db/bank';
    expect(read({ MONGODB_URI: undefined, MONGODB_URI_FILE: fileWith('uri', uri) }).mongodbUri).toBe(uri);
  });

  it('is told by the name of its file, never by what it holds', () => {
    const missing = join(folder, 'missing');
    expect(() => read({ ...NAMES, AUTH_SECRET_FILE: missing })).toThrow(
      /AUTH_SECRET_FILE .*missing \(ENOENT\)/,
    );
    expect(() => read({ MONGODB_URI_FILE: fileWith('both', 'x') })).toThrow(/MONGODB_URI must not be given/);
    expect(() => read({ ...NAMES, AUTH_SECRET_FILE: fileWith('few', 'too-short') })).toThrow(
      /^(?!.*too-short)[^]*AUTH_SECRET must have at least 32 bytes/,
    );
  });
});
