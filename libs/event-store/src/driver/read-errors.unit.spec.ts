import { describe, expect, it } from '@jest/globals';
import { MongoServerError } from 'mongodb';
import { isEventStoreError } from '../contract';
import { readError } from './read-errors';

const named = (name: string): Error => Object.assign(new Error('x'), { name });

describe('what a read throws', () => {
  it.each([
    'MongoNetworkError',
    'MongoServerSelectionError',
    'MongoPoolClearedError',
    // Seen when a server is silent for so long that the driver gives up its connections.
    'PoolClearedOnNetworkError',
    'MongoOperationTimeoutError',
    'MongoExpiredSessionError',
  ])('is a database that is away: %s', (name) => {
    expect(isEventStoreError(readError(named(name)), 'store-unavailable')).toBe(true);
  });

  it('is a database that is away when a transaction of reads could not be finished', () => {
    const thrown = new MongoServerError({ code: 246, errorLabels: ['TransientTransactionError'] });
    expect(isEventStoreError(readError(thrown), 'store-unavailable')).toBe(true);
  });

  it('is left as it is when the database answered', () => {
    const thrown = new MongoServerError({ code: 2, message: 'BadValue' });
    expect(readError(thrown)).toBe(thrown);
  });
});
