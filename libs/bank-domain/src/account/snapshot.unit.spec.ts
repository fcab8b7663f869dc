import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@event-sourcing/event-store';
import { A, ANN, deposited, JPY, opened, stateAfter, transferred, withdrawn, B } from './bank.fixture';
import { accountSnapshot } from './snapshot';
import { ABSENT } from './state';

describe('the snapshot of an account', () => {
  it.each([
    ['that is absent', ABSENT],
    [
      'with movements',
      stateAfter(A, opened(A), deposited(A, '12.50'), withdrawn(A, '2.49'), transferred(A, B, '0.01')),
    ],
    ['in a currency without decimals', stateAfter(A, opened(A, ANN, JPY), deposited(A, '999999999999', JPY))],
  ])('gives back an account %s, through JSON', (_, state) => {
    const stored: JsonValue = JSON.parse(JSON.stringify(accountSnapshot.encode(state)));
    expect(accountSnapshot.decode(stored)).toEqual(state);
  });
});
