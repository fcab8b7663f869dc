import { describe, expect, it } from '@jest/globals';
import { type AppendRequest, type Command, DEFAULT_LIMITS } from '../../contract';
import { prepareCommit } from './prepared-commit';

const events = [{ type: 'E', version: 1, tags: [], data: {} }];
const prepared = (request: Partial<AppendRequest>) => prepareCommit({ events, ...request }, DEFAULT_LIMITS);
const fingerprintOf = (request: unknown) => prepared({ command: { id: 'k', request } }).metadata.fingerprint;

describe('the fingerprint of a command', () => {
  it('is that of the canonical JSON of what is asked for', () => {
    expect(fingerprintOf({ a: 1, b: ['x'] })).toBe(fingerprintOf({ b: ['x'], a: 1 }));
    expect(fingerprintOf({ a: 1, b: ['x'] })).not.toBe(fingerprintOf({ a: 1, b: ['y'] }));
    expect(fingerprintOf(null)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is left out by who says so, and otherwise never', () => {
    expect(prepared({ command: { id: 'k', anyRequest: true } })).toMatchObject({ id: 'k', metadata: {} });
    expect(prepared({}).metadata).toEqual({});
  });

  it.each([
    ['that asks for nothing', { id: 'k' }],
    ['that asks for undefined', { id: 'k', request: undefined }],
    ['that asks for what is no JSON', { id: 'k', request: { amount: 5n } }],
    ['that leaves it open', { id: 'k', anyRequest: false }],
    ['that asks for something and anything', { id: 'k', request: 1, anyRequest: true }],
    ['without an id', { request: 1 }],
    ['with an empty id', { id: '', request: 1 }],
  ])('is not taken of a command %s', (_, command) => {
    expect(() => prepared({ command: command as Command })).toThrow(
      expect.objectContaining({ code: 'invalid-append' }),
    );
  });

  it('is not given beside the command', () => {
    expect(() => prepared({ metadata: { fingerprint: 'f' } })).toThrow('taken from command.request');
  });
});
