import { describe, expect, it } from '@jest/globals';
import { refusalOf, Tally } from './context';

const answer = (status: number, headers: Record<string, string>, error?: object) => ({
  data: error === undefined ? {} : undefined,
  error,
  request: new Request('http://bank/accounts', { method: 'POST' }),
  response: new Response(null, { status, headers }),
});

describe('the tally', () => {
  it('takes what lies behind the head that was seen before for an earlier run’s', () => {
    const tally = new Tally(10);
    for (const position of [9, 10, 12, 11]) tally.count(answer(201, { 'log-position': String(position) }));
    expect([tally.earlier, tally.fresh, tally.last]).toEqual([2, 2, 12]);
  });

  it('counts no answer that does not say where its commit is', () => {
    expect(() => new Tally(10).count(answer(201, {}))).toThrow(
      'POST /accounts answered without a Log-Position.',
    );
  });

  it('counts no answer that is no success, and tells a refusal from a fault', () => {
    const refused = answer(422, {}, { code: 'insufficient-funds' });
    expect(() => new Tally(10).count(refused)).toThrow('POST /accounts answered 422 insufficient-funds.');
    expect(refusalOf(refused)).toBe('422 insufficient-funds');
    expect(refusalOf(answer(500, {}, { code: 'internal-error' }))).toBeUndefined();
  });
});
