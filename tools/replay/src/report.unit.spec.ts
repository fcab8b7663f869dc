import { describe, expect, it } from '@jest/globals';
import { Differences } from './differences';
import { Tally } from './tally';

describe('the tally', () => {
  it('takes what lies behind the head that was seen before for an earlier run’s', () => {
    const tally = new Tally(10);
    for (const position of [9, 10, 12, 11]) tally.count(position);
    expect([tally.earlier, tally.fresh, tally.lastPosition]).toEqual([2, 2, 12]);
  });
});

describe('differences', () => {
  it('are all counted, the first hundred named', () => {
    const differences = new Differences();
    for (let nth = 1; nth <= 103; nth += 1) differences.add(`difference ${nth}`);
    expect(differences.count).toBe(103);
    expect(differences.lines()).toHaveLength(101);
    expect(differences.lines().slice(-2)).toEqual(['difference 100', '… and 3 more']);
  });
});
