import { describe, expect, it } from '@jest/globals';
import { snapshotForm } from './snapshot-form';

const form = snapshotForm({
  version: 3,
  every: 10,
  codecs: { balance: 'int64', 'lines.price': 'decimal128', 'by.*': 'int64' },
});

describe('a snapshot of a state whose amounts have codecs', () => {
  it.each([
    {
      balance: -(2n ** 63n),
      lines: [{ price: '12.50', note: null }],
      by: { EUR: 2n ** 62n, USD: -1n },
      open: true,
    },
    { balance: null, lines: [], by: {}, name: '5' },
  ])('is JSON, and gives it back as it was', (state) => {
    const snapshot = form.encode(state);
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
    expect(form.decode(snapshot)).toEqual(state);
    expect(form.encode(form.decode(snapshot))).toEqual(snapshot);
  });

  it('may be of one that is an amount itself', () => {
    const amount = snapshotForm<bigint>({ version: 1, codecs: 'int64' });
    expect([amount.encode(2n ** 62n), amount.decode('-5')]).toEqual([(2n ** 62n).toString(), -5n]);
  });

  it.each([
    [{ other: 5n }, 'state.other is bigint'],
    [{ lines: [{ price: 5 }] }, 'state.lines[0].price is declared decimal128'],
    [{ balance: 2n ** 63n }, 'state.balance is declared int64'],
    [{ at: new Date(0) }, 'state.at is object'],
    [{ at: Number.NaN }, 'state.at is number'],
  ])('is not made of what would not come back: %j', (state, message) => {
    expect(() => form.encode(state)).toThrow(message);
  });

  it('has the version and the distance that were given', () => {
    expect(form).toMatchObject({ version: 3, every: 10 });
    expect(snapshotForm({ version: 1 })).not.toHaveProperty('every');
  });
});
