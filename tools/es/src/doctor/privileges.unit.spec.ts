import { describe, expect, it } from '@jest/globals';
import { missingActions } from './privileges';

const ALL = [
  ...[
    'find',
    'insert',
    'update',
    'remove',
    'listCollections',
    'listIndexes',
    'createCollection',
    'createIndex',
  ],
  ...['dropCollection', 'changeStream'],
];

const statusOf = (...privileges: readonly object[]) => ({
  authInfo: { authenticatedUsers: [{ user: 'bank' }], authenticatedUserPrivileges: privileges },
});
const on = (resource: object, actions: readonly string[]) => ({ resource, actions });

describe('the rights of a user', () => {
  it('are those on every collection of the database, wherever they come from', () => {
    const [first, ...others] = ALL;
    const split = statusOf(
      on({ db: 'bank', collection: '' }, [first ?? '']),
      on({ db: '', collection: '' }, others),
    );
    expect(missingActions(split, 'bank')).toEqual([]);
    expect(missingActions(statusOf(on({ anyResource: true }, ALL)), 'bank')).toEqual([]);
  });

  it('are not those on one collection, another database or the cluster', () => {
    const elsewhere = [
      { db: 'bank', collection: 'commits' },
      { db: 'messages', collection: '' },
      { cluster: true },
    ];
    for (const resource of elsewhere)
      expect(missingActions(statusOf(on(resource, ALL)), 'bank')).toEqual(ALL);
  });

  it('name what is missing', () => {
    const reader = on({ db: 'bank', collection: '' }, [
      'find',
      'listCollections',
      'listIndexes',
      'changeStream',
    ]);
    expect(missingActions(statusOf(reader), 'bank')).toEqual([
      ...['insert', 'update', 'remove', 'createCollection', 'createIndex', 'dropCollection'],
    ]);
  });

  it('are all where nobody has to say who they are', () => {
    const open = { authInfo: { authenticatedUsers: [], authenticatedUserPrivileges: [] } };
    expect(missingActions(open, 'bank')).toEqual([]);
  });
});
