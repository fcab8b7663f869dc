import { describe, expect, it } from '@jest/globals';
import type { Attempt, Outcome, Tried } from './attempt';
import { compare, type LoggedEvent } from './serial-model';

/** One event per commit: `a:x` is commit a, tagged x. */
const logOf = (...commits: readonly string[]): LoggedEvent[] =>
  commits.map((text, index) => {
    const [commitId = '', ...tags] = text.split(':');
    return { position: index + 1, commitId, type: 'E', tags };
  });

const attempt = (commitId: string, tags: readonly string[], condition?: Attempt['condition']): Attempt => ({
  commitId,
  events: [{ type: 'E', tags }],
  ...(condition && { condition }),
});
const failIf = (tag: string, after?: number): Attempt['condition'] => ({
  failIfEventsMatch: { items: [{ tags: [tag] }] },
  ...(after !== undefined && { after }),
});
const stored = (position: number): Outcome => ({ kind: 'stored', position });
const conflict = (foundAt: number): Outcome => ({ kind: 'conflict', foundAt });
const tried = (one: Attempt, outcome: Outcome): Tried => ({ attempt: one, outcome });

const good = [
  tried(attempt('a', ['x']), stored(1)),
  tried(attempt('b', ['y'], failIf('x', 1)), stored(2)),
  tried(attempt('c', ['z'], failIf('x')), conflict(1)),
  tried(attempt('d', ['x'], failIf('z')), { kind: 'unknown' }),
];
const log = logOf('a:x', 'b:y', 'd:x');

describe('the serial model', () => {
  it('finds nothing in a log that could have come about one append after another', () => {
    expect(compare(log, good)).toEqual({
      ...{ events: 3, stored: 2, conflicts: 1, unknown: 1 },
      ...{ falsePasses: [], falseConflicts: [], faults: [] },
    });
  });

  it.each<[string, Attempt['condition'], number]>([
    ['by a tag', failIf('x'), 1],
    ['by a tag, after a position', failIf('y', 1), 2],
    ['by a type', { failIfEventsMatch: { items: [{ types: ['Z'] }, { types: ['E'] }] }, after: 1 }, 2],
    ['by everything', { failIfEventsMatch: { items: [] } }, 1],
  ])('finds a false pass: what stands although something matched %s', (_, condition, at) => {
    const found = compare(logOf('a:x', 'b:y', 'n'), [...good, tried(attempt('n', [], condition), stored(3))]);
    expect(found.falsePasses).toEqual([expect.stringMatching(new RegExp(`^n at 3: .* at ${at} matched$`))]);
  });

  it('finds a false pass of one that nobody was told of', () => {
    const unknown = tried(attempt('d', ['x'], failIf('x')), { kind: 'unknown' });
    expect(compare(log, [...good.slice(0, 3), unknown]).falsePasses).toHaveLength(1);
  });

  it.each<[string, Attempt['condition'], number]>([
    ['where something else lies', failIf('x'), 2],
    ['at what it knew already', failIf('x', 1), 1],
    ['beyond the log', failIf('x'), 9],
    ['though it had no condition', undefined, 1],
    ['by one tag of two', { failIfEventsMatch: { items: [{ tags: ['x', 'y'] }] } }, 1],
  ])('finds a false conflict: what was refused %s', (_, condition, at) => {
    const found = compare(log, [...good, tried(attempt('n', [], condition), conflict(at))]);
    expect(found.falseConflicts).toEqual([`n: nothing that matches lies at ${at}`]);
  });

  it.each<[string, readonly LoggedEvent[], readonly Tried[], string]>([
    ['a gap', log.filter(({ position }) => position !== 2), [], 'position 2 is 3'],
    ['a commit torn apart', logOf('a:x', 'b:y', 'a:x'), [], 'a lies at 1 and 3'],
    [
      'a lost commit',
      log,
      [tried(attempt('n', []), stored(4))],
      'n was acknowledged at 4 and lies at no place',
    ],
    ['a wrong answer', log, [tried(attempt('a', ['x']), stored(2))], 'a was acknowledged at 2 and lies at 1'],
    [
      'a refusal of what is stored',
      log,
      [tried(attempt('b', ['y'], failIf('x')), conflict(1))],
      'b was refused and lies at 2',
    ],
    [
      'an event that became another',
      log,
      [tried(attempt('a', ['z']), stored(1))],
      'a does not lie in the log as it was appended',
    ],
    [
      'an error that nobody promised',
      log,
      [tried(attempt('n', []), { kind: 'error', message: 'boom' })],
      'n: boom',
    ],
  ])('finds %s', (_, found, told, fault) => {
    expect(compare(found, told).faults).toContain(fault);
  });
});
