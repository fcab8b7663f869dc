import { type Privilege, requiredPrivileges } from '@event-sourcing/event-store';
import { describe, expect, it } from '@jest/globals';
import { missingPrivileges } from './privileges';

const NEEDED = requiredPrivileges({ database: 'bank', scratchDatabase: 'scratch' });

const missingOf = (granted: readonly object[], needed: readonly Privilege[] = NEEDED) =>
  missingPrivileges(
    { authInfo: { authenticatedUsers: [{ user: 'bank' }], authenticatedUserPrivileges: granted } },
    needed,
  );
const ALL = [...new Set(NEEDED.flatMap(({ actions }) => actions))];

/** As granted, without one action of one privilege. */
const without = (granted: readonly Privilege[], at: number, action: string): readonly Privilege[] =>
  granted.map((one, index) =>
    index === at ? { ...one, actions: one.actions.filter((other) => other !== action) } : one,
  );

describe('the rights of a user', () => {
  it('are enough when they are those that a process needs, collection by collection', () => {
    expect(missingOf(NEEDED)).toEqual([]);
  });

  it.each([false, true])('lack, by name, each that is taken away (projections: %s)', (projections) => {
    const needed = requiredPrivileges({ database: 'bank', scratchDatabase: 'scratch', projections });
    for (const [at, { resource, actions }] of needed.entries()) {
      for (const action of actions) {
        expect(missingOf(without(needed, at, action), needed)).toEqual([{ resource, actions: [action] }]);
      }
    }
  });

  it('may come from wherever they reach: the database, any database, the cluster', () => {
    const on = (resource: object) => ({ resource, actions: ALL });
    expect(missingOf([on({ db: 'bank', collection: '' }), on({ db: 'scratch', collection: '' })])).toEqual(
      [],
    );
    expect(missingOf([on({ db: '', collection: '' })])).toEqual([]);
    expect(missingOf([on({ anyResource: true })])).toEqual([]);
  });

  it('are not those on another collection, on one where any is needed, or of the cluster', () => {
    const elsewhere = [
      { db: 'bank', collection: 'other' },
      { db: 'other', collection: '' },
      { cluster: true },
    ];
    for (const resource of elsewhere) expect(missingOf([{ resource, actions: ALL }])).toEqual(NEEDED);
  });

  it('reach into the log itself where it is also the place of trials', () => {
    const needed = requiredPrivileges({ database: 'bank' });
    expect(needed.at(-1)).toMatchObject({
      resource: { db: 'bank', collection: '' },
      actions: expect.arrayContaining(['dropCollection']),
    });
  });

  it('are all where nobody has to say who they are', () => {
    const open = { authInfo: { authenticatedUsers: [], authenticatedUserPrivileges: [] } };
    expect(missingPrivileges(open, NEEDED)).toEqual([]);
  });
});
