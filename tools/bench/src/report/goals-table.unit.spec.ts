import { describe, expect, it } from '@jest/globals';
import { caseResult } from '../harness/result';
import type { Case, Row } from '../harness/row';
import type { BenchResult } from './bench-result';
import { replaceBetweenMarks } from './between-marks';
import { goalsTable, measuredOn } from './goals-table';

const one: Case = {
  name: '32',
  title: '32 concurrent',
  measures: [
    { metric: 'p99', title: 'p99', unit: 'ms', of: 'value' },
    { metric: 'rate', title: 'events', unit: '/s', of: 'ratio', goal: { atLeast: 3 } },
  ],
  open: () => Promise.reject(new Error('unused')),
};
const row: Row = { name: 'append-32', title: 'append', against: 'raw `insertOne`', cases: [one] };

const resultOf = (loadBefore: number, sizes: BenchResult['sizes']): BenchResult => ({
  format: 1,
  sizes,
  engine: 'embedded-rust',
  startedAt: '2026-11-23T10:00:00.000Z',
  seconds: 1,
  machine: { cores: 2, processor: 'Chip', memoryGb: 8, platform: 'linux', node: 'v24', loadBefore },
  rows: [
    {
      name: 'append-32',
      title: 'append',
      against: 'raw `insertOne`',
      cases: [
        caseResult(one, [
          { name: 'event store', samples: [{ rate: 3_500 }] },
          { name: 'raw', samples: [{ rate: 1_000 }] },
        ]),
      ],
    },
  ],
});

describe('the table of goals', () => {
  it('shows what a full run on a quiet machine measured', () => {
    expect(goalsTable([row], resultOf(0.1, 'full'))).toContain(
      '| append | raw `insertOne` | ≥ 3× | ✓ 3.50× (3.50–3.50) | event store 3,500 /s · raw 1,000 /s |',
    );
    expect(measuredOn(resultOf(0.1, 'full'))).toContain('2026-11-23 on 2 × Chip');
  });

  it.each([
    ['nothing', undefined],
    ['a busy machine', resultOf(4, 'full')],
    ['a quick run', resultOf(0.1, 'quick')],
  ])('says that nothing reliable was measured for %s', (_, result) => {
    expect(goalsTable([row], result)).toContain('not yet measured on a quiet machine');
    expect(measuredOn(result)).toBe('No full run on a quiet machine has been recorded here yet.');
  });

  it('replaces what stands between the marks of a document, and nothing else', () => {
    const document = 'before <!-- goals: begin -->\nold\n<!-- goals: end --> after';
    expect(replaceBetweenMarks(document, 'goals', 'new')).toBe(
      'before <!-- goals: begin -->\n\nnew\n\n<!-- goals: end --> after',
    );
    expect(() => replaceBetweenMarks('no marks', 'goals', 'new')).toThrow('are not there');
  });
});
