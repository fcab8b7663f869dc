import { describe, expect, it } from '@jest/globals';
import type { Attempt, Outcome, Tried } from './attempt';
import { compare, type LoggedEvent } from './serial-model';

const event = (position: number, commitId: string, tag: string): LoggedEvent => ({
  position,
  commitId,
  type: 'Paid',
  tags: [tag],
});

/** Two commits: `first` at 1 and 2 for box 7, `second` at 3 for box 8. */
const LOG = [event(1, 'first', 'box:7'), event(2, 'first', 'box:7'), event(3, 'second', 'box:8')];

const attempt = (commitId: string, tag: string, events: number, forbidden?: string): Attempt => ({
  commitId,
  events: Array.from({ length: events }, () => ({ type: 'Paid', tags: [tag] })),
  ...(forbidden !== undefined && { condition: { failIfEventsMatch: { items: [{ tags: [forbidden] }] } } }),
});

const tried = (attempt: Attempt, outcome: Outcome): Tried => ({ attempt, outcome });
const stored = (position: number): Outcome => ({ kind: 'stored', position });

const FIRST = tried(attempt('first', 'box:7', 2), stored(1));
const SECOND = tried(attempt('second', 'box:8', 1, 'box:8'), stored(3));

describe('the serial model', () => {
  it('finds nothing in a log that is as it was told', () => {
    const refused = tried(attempt('third', 'box:9', 1, 'box:7'), { kind: 'conflict', foundAt: 2 });
    expect(compare(LOG, [FIRST, SECOND, refused])).toMatchObject({
      ...{ events: 3, stored: 2, conflicts: 1 },
      ...{ falsePasses: [], falseConflicts: [], faults: [] },
    });
  });

  it('finds an append that stands against its condition', () => {
    const against = tried(attempt('second', 'box:8', 1, 'box:7'), stored(3));
    expect(compare(LOG, [FIRST, against]).falsePasses).toEqual(['second at 3: first at 1 matched']);
  });

  it('finds a refusal for an event that does not match', () => {
    const refused = tried(attempt('third', 'box:9', 1, 'box:7'), { kind: 'conflict', foundAt: 3 });
    expect(compare(LOG, [FIRST, SECOND, refused]).falseConflicts).toHaveLength(1);
  });

  it.each<[string, readonly LoggedEvent[], Tried]>([
    ['a gap', [...LOG, event(5, 'third', 'box:9')], FIRST],
    ['a commit that lies there twice', [...LOG, event(4, 'first', 'box:7')], FIRST],
    ['an acknowledged append that is lost', LOG, tried(attempt('lost', 'box:9', 1), stored(4))],
    ['a refused append that was stored', LOG, tried(FIRST.attempt, { kind: 'conflict', foundAt: 1 })],
    ['an append stored otherwise than it was made', LOG, tried(attempt('second', 'box:7', 1), stored(3))],
    ['an error that nobody promised', LOG, tried(FIRST.attempt, { kind: 'error', message: 'E11000' })],
  ])('finds %s', (_, log, what) => {
    expect(compare(log, [what]).faults).not.toEqual([]);
  });
});
