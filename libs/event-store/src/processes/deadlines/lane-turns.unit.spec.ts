import { describe, expect, it } from '@jest/globals';
import { type DueLane, LaneTurns } from './lane-turns';

const lane = (name: string, day: number): DueLane => ({
  lane: name,
  dueAt: new Date(Date.UTC(2030, 0, day)),
});

describe('lanes in which something is due', () => {
  it('have their turns one after another, the earliest due first, however much is due in each', () => {
    const turns = new LaneTurns(2);
    const due = [lane('c', 3), lane('a', 1), lane('b', 2), lane('d', 4)];
    expect([turns.next(due), turns.next(due), turns.next(due)]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['a', 'b'],
    ]);
  });

  it('come first when they have had none', () => {
    const turns = new LaneTurns(1);
    turns.next([lane('a', 1)]);
    expect(turns.next([lane('a', 1), lane('late', 9)])).toEqual(['late']);
    expect(turns.next([lane('a', 1), lane('late', 9)])).toEqual(['a']);
  });

  it('are forgotten when nothing is due in them any more', () => {
    const turns = new LaneTurns(1);
    turns.next([lane('a', 1)]);
    turns.next([lane('b', 2)]);
    expect(turns.next([lane('a', 1), lane('b', 2)])).toEqual(['a']);
  });
});
