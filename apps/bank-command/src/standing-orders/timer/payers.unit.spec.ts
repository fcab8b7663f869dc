import { describe, expect, it } from '@jest/globals';
import { accountId } from '@event-sourcing/bank-domain';
import { type Payer, Turns } from './payers';

const payer = (name: string, due: number): Payer => ({
  from: accountId.parse(name),
  dueAt: new Date(Date.UTC(2030, 0, due)),
});

describe('accounts that have something to pay', () => {
  it('have their turns one after another, the earliest due first, however much each has to pay', () => {
    const turns = new Turns(2);
    const due = [payer('c', 3), payer('a', 1), payer('b', 2), payer('d', 4)];
    expect([turns.next(due), turns.next(due), turns.next(due)]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['a', 'b'],
    ]);
  });

  it('come first when they have had none', () => {
    const turns = new Turns(1);
    turns.next([payer('a', 1)]);
    expect(turns.next([payer('a', 1), payer('late', 9)])).toEqual(['late']);
    expect(turns.next([payer('a', 1), payer('late', 9)])).toEqual(['a']);
  });

  it('are forgotten when they have paid', () => {
    const turns = new Turns(1);
    turns.next([payer('a', 1)]);
    turns.next([payer('b', 2)]);
    expect(turns.next([payer('a', 1), payer('b', 2)])).toEqual(['a']);
  });
});
