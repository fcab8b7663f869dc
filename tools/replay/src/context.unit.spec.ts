import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Tally } from './context';

const answer = { status: 201, body: {}, request: 'POST /accounts' };

describe('the tally', () => {
  it('takes what lies behind the head that was seen before for an earlier run’s', () => {
    const tally = new Tally(10);
    for (const position of [9, 10, 12, 11]) tally.count({ ...answer, position }, z.object({}));
    expect([tally.earlier, tally.fresh, tally.last]).toEqual([2, 2, 12]);
  });

  it('counts no answer that does not say where its commit is', () => {
    const count = () => new Tally(10).count({ ...answer, position: undefined }, z.object({}));
    expect(count).toThrow('POST /accounts answered without a Log-Position.');
  });
});
