import { describe, expect, it } from '@jest/globals';
import { MongoServerError } from 'mongodb';
import { isEventStoreError } from '../contract';
import { translateDriverError } from './driver-errors';

const named = (name: string): Error => Object.assign(new Error('x'), { name });
const answer = (code: number, message: string, errorLabels: string[] = []) =>
  new MongoServerError({ code, message, errorLabels });

describe('what the driver throws', () => {
  it.each([
    'MongoNetworkError',
    'MongoServerSelectionError',
    'MongoPoolClearedError',
    // Seen when a server is silent for so long that the driver gives up its connections.
    'PoolClearedOnNetworkError',
    'MongoOperationTimeoutError',
    'MongoExpiredSessionError',
  ])('is a database that is away: %s', (name) => {
    expect(isEventStoreError(translateDriverError(named(name), 'a read'), 'store-unavailable')).toBe(true);
  });

  it.each([
    ['SystemOverloadedError', 462],
    ['RetryableError', 462],
    ['TransientTransactionError', 112],
  ])('is a database that cannot serve now, when the server says %s', (label, code) => {
    const error = translateDriverError(answer(code, 'busy', [label]), 'a read');
    expect(isEventStoreError(error, 'store-unavailable')).toBe(true);
  });

  it('is a refusal with the reason and the code of the server, when it answered with no', () => {
    expect(translateDriverError(answer(13, 'not authorized on bank'), 'a read')).toMatchObject({
      code: 'store-refused',
      message: expect.stringMatching(/refused a read: not authorized on bank \(code 13\)/),
      facts: { serverCode: 13 },
    });
  });

  it('is a refusal also when the driver itself did not take it', () => {
    expect(translateDriverError(named('MongoInvalidArgumentError'), 'a read')).toMatchObject({
      code: 'store-refused',
      facts: { serverCode: null },
    });
  });

  it('leaves the errors of others as they are', () => {
    const own = new TypeError('Cannot read properties of undefined');
    expect(translateDriverError(own, 'a read')).toBe(own);
  });
});
