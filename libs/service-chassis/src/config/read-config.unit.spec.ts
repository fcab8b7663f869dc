import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Environment } from './environment';
import { ConfigError, readConfig } from './read-config';

const URI = 'mongodb://127.0.0.1:27017/bank';
const settings = z.object({ MESSAGES_URL: z.url().optional() });
const read = (environment: Environment) => readConfig(environment, 3001, settings);

describe('the configuration', () => {
  it.each([
    'mongodb://',
    'mongodb://ann:se@cret@db',
    'mongodb://db:x',
    'mongodb://db/?replicaSett=rs',
    'http://db',
  ])('refuses %j as a connection string by its name, and does not show it', (uri) => {
    expect(() => read({ MONGODB_URI: uri })).toThrow(/MONGODB_URI (must start with|is no connection string)/);
    expect(() => read({ MONGODB_URI: uri })).not.toThrow(/cret|replicaSett/);
  });

  it('needs a database only', () => {
    expect(read({ MONGODB_URI: URI }).config).toMatchObject({
      host: '127.0.0.1',
      port: 3001,
      mongodbUri: URI,
      allowAnonymous: false,
      allowedHosts: [],
      logLevel: 'info',
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(read({ MONGODB_URI: URI, PORT: '', MESSAGES_URL: '' })).toMatchObject({
      config: { port: 3001 },
      settings: {},
    });
  });

  it('reads what the service has of its own', () => {
    expect(read({ MONGODB_URI: URI, MESSAGES_URL: 'http://x' }).settings).toEqual({
      MESSAGES_URL: 'http://x',
    });
  });

  it('reads the names by which clients know the service', () => {
    const { config } = read({ MONGODB_URI: URI, ALLOWED_HOSTS: 'Bank.example.org,bank' });
    expect(config.allowedHosts).toEqual(['bank.example.org', 'bank']);
  });

  it.each(['bank:3001', 'http://bank', 'bank, other', ','])('%j are no names', (names) => {
    expect(() => read({ MONGODB_URI: URI, ALLOWED_HOSTS: names })).toThrow(/ALLOWED_HOSTS must be names/);
  });

  it.each([
    ['127.0.0.1', undefined, true],
    ['0.0.0.0', undefined, false],
    ['0.0.0.0', 'true', true],
    ['127.0.0.1', 'false', false],
  ])('at %s, with DOCS=%s, publishes its contract: %s', (host, docs, published) => {
    const environment = { MONGODB_URI: URI, HOST: host, ALLOW_ANONYMOUS: 'true', DOCS: docs };
    expect(read(environment).config.publishesDocs).toBe(published);
  });

  it('tells every fault, those of the service included', () => {
    expect(() => read({ PORT: '-1', MESSAGES_URL: 'x' })).toThrow(/PORT[^]*MONGODB_URI[^]*MESSAGES_URL/);
  });

  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('%s needs no permission', (host) => {
    expect(read({ MONGODB_URI: URI, HOST: host }).config.host).toBe(host);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'example.org', '127.0.0.1.example.org'])('%s does', (host) => {
    expect(() => read({ MONGODB_URI: URI, HOST: host })).toThrow(ConfigError);
    expect(read({ MONGODB_URI: URI, HOST: host, ALLOW_ANONYMOUS: 'true' }).config.host).toBe(host);
  });
});
