import { describe, expect, it } from '@jest/globals';
import { MongoNetworkError, MongoServerError } from 'mongodb';
import { insertError } from './refused-insert';
import { toStored } from './stored-commit';
import { commitsOf } from '../../testing/scenarios';

const documents = commitsOf([1, 2].map((n) => ({ type: 'E', version: 1, tags: [], data: { n } }))).map(
  toStored,
);

describe('what an insert throws', () => {
  it('refuses all of it, when the server says no to who writes', () => {
    const unauthorised = new MongoServerError({ message: 'not authorized on bank', code: 13 });
    const refused = { name: 'InsertRefused', code: 13, message: 'not authorized on bank', index: undefined };
    expect(insertError(unauthorised, documents)).toMatchObject(refused);
  });

  it.each([
    ['a place that is taken', new MongoServerError({ message: 'E11000', code: 11000 })],
    ['a primary that steps down', new MongoServerError({ message: 'not primary', code: 10107 })],
    ['a connection that breaks', new MongoNetworkError('closed')],
  ])('stays as it is for what passes, or is found out from the data: %s', (_, thrown) => {
    expect(insertError(thrown, documents)).toBe(thrown);
  });
});
