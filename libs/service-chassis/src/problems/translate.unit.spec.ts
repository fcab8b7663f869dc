import { describe, expect, it } from '@jest/globals';
import { EventStoreError, type EventStoreErrorCode } from '@event-sourcing/event-store';
import { Problem, problemBody } from './problem';
import { translate } from './translate';

const seen = (error: unknown, isRead = false): readonly [number, string] => {
  const { status, code } = translate(error, {}, isRead);
  return [status, code];
};

const named = (name: string, members: object = {}): Error =>
  Object.assign(new Error('x'), { name, ...members });

describe('what is thrown', () => {
  const answers: Readonly<Record<EventStoreErrorCode, readonly [number, string]>> = {
    'append-condition-failed': [500, 'internal-error'],
    'commit-id-reused': [422, 'idempotency-key-reused'],
    'command-answered': [503, 'try-again-later'],
    'outcome-unknown': [503, 'outcome-unknown'],
    'store-unavailable': [503, 'try-again-later'],
    'store-refused': [500, 'internal-error'],
    'server-unfit': [500, 'internal-error'],
    'index-conflict': [500, 'internal-error'],
    'invalid-options': [500, 'internal-error'],
    'invalid-settings': [500, 'internal-error'],
    'retries-exhausted': [503, 'try-again-later'],
    'invalid-append': [500, 'internal-error'],
    'invalid-event-type': [500, 'internal-error'],
    'unknown-event-type': [500, 'internal-error'],
    'upcast-failed': [500, 'internal-error'],
    'position-beyond-head': [400, 'validation-failed'],
    'log-corrupt': [500, 'internal-error'],
    'log-diverged': [500, 'internal-error'],
    'subscription-busy': [500, 'internal-error'],
    'parked-item-not-found': [404, 'parked-item-not-found'],
    'set-aside-not-found': [404, 'set-aside-not-found'],
    'projection-not-ready': [503, 'try-again-later'],
    'position-not-reached': [504, 'not-yet-projected'],
    'read-model-ahead': [500, 'internal-error'],
    'name-claimed': [500, 'internal-error'],
    'invalid-module': [500, 'internal-error'],
    'not-settled': [500, 'internal-error'],
    'invalid-name': [500, 'internal-error'],
    'invalid-model': [500, 'internal-error'],
    'invalid-key': [500, 'internal-error'],
    'invalid-state': [500, 'internal-error'],
    'invalid-reading': [500, 'internal-error'],
    'fold-failed': [500, 'internal-error'],
    'state-changed': [500, 'internal-error'],
    'invalid-decision': [500, 'internal-error'],
    closed: [503, 'try-again-later'],
  };

  it.each(Object.entries(answers))('by the store as %s is answered with %j', (code, expected) => {
    const known = Object.keys(answers).find((each): each is EventStoreErrorCode => each === code);
    expect(seen(new EventStoreError(known ?? 'closed', 'secret', {}))).toEqual(expected);
  });

  it.each([
    named('MongoNetworkError'),
    named('MongoServerSelectionError'),
    named('PoolClearedOnNetworkError'),
    named('MongoServerError', { code: 11600 }),
    named('MongoServerError', { errorLabels: ['TransientTransactionError'] }),
  ])(
    'by a database that is away is a 503, which tells whether something can have been written: %s',
    (error) => {
      expect(seen(error, true)).toEqual([503, 'try-again-later']);
      expect(seen(error, false)).toEqual([503, 'outcome-unknown']);
    },
  );

  it.each([
    named('MongoServerError', { code: 11000 }),
    named('Error', { code: 11600 }),
    named('Error', { code: 'toString' }),
    'text',
    null,
    undefined,
  ])('by nobody foreseen is a defect: %p', (error) => {
    expect(seen(error, true)).toEqual([500, 'internal-error']);
  });

  it('facts never hide what every problem says', () => {
    const problem = new Problem('box-full', 422, 'Full.', {
      members: { status: 200, code: 'x', boxId: '7' },
    });
    expect(problemBody(problem, '/boxes')).toEqual({
      type: 'urn:problem:box-full',
      title: 'Box full',
      status: 422,
      detail: 'Full.',
      instance: '/boxes',
      code: 'box-full',
      boxId: '7',
    });
  });
});
