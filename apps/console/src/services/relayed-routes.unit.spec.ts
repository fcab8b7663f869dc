import { describe, expect, it } from '@jest/globals';
import { isRelayed } from './relayed-routes';

describe('what the console hands on to a service', () => {
  it.each([
    ['GET', '/projections'],
    ['GET', '/accounts/ann-1?after=7'],
    ['POST', '/reactions/notices/parked/17/skip'],
    ['POST', '/projections/accounts/pause'],
    ['POST', '/reactions/notices/resume'],
    ['POST', '/transfers'],
  ] as const)('is %s %s', (method, target) => {
    expect(isRelayed(method, target)).toBe(true);
  });

  it.each([
    ['GET', '/metrics'],
    ['GET', '/accounts/..'],
    ['GET', '/accounts/%2e%2e'],
    ['GET', '/projections/../metrics'],
    ['GET', '//evil.example/projections'],
    ['POST', '/users/ann/messages'],
    ['POST', '/accounts/ann-1'],
    ['GET', '/transfers'],
  ] as const)('is not %s %s', (method, target) => {
    expect(isRelayed(method, target)).toBe(false);
  });
});
