import { describe, expect, it } from '@jest/globals';
import { caseResult, type RowResult } from '../harness/result';
import type { Case } from '../harness/row';
import { ROWS } from '../rows';
import { isReliable, type BenchResult } from './bench-result';
import { measuredOn } from './machine';
import { consoleTable, goalsTable } from './tables';

const one: Case = {
  title: '32 concurrent',
  measures: [
    { metric: 'p99', title: 'p99', unit: 'ms', of: 'value' },
    { metric: 'rate', title: 'events', unit: '/s', of: 'ratio', goal: { atLeast: 3 } },
  ],
  open: () => Promise.reject(new Error('unused')),
};
const runs = [
  { name: 'event store', samples: [{ rate: 3_500, p99: 4 }] },
  { name: 'raw', samples: [{ rate: 1_000, p99: 5 }] },
];
const row: RowResult = {
  ...{ name: 'append-32', title: 'append', against: 'raw `insertOne`' },
  cases: [caseResult(one, runs)],
};
const withoutGoal: RowResult = {
  ...{ name: 'size', title: 'bytes', against: 'nothing' },
  cases: [caseResult({ ...one, measures: one.measures.slice(0, 1) }, runs)],
};

describe('the table of goals', () => {
  it('has a line for each goal, and for nothing else', () => {
    expect(goalsTable([row, withoutGoal]).split('\n').slice(2)).toEqual([
      '| append | raw `insertOne` | ≥ 3× | ✓ 3.50× (3.50–3.50) | event store 3,500 /s · raw 1,000 /s |',
    ]);
  });

  it('says what failed', () => {
    const failed = { ...row, cases: [{ title: '32', runs: [], measures: [], error: 'lost 1' }] };
    expect(goalsTable([failed])).toContain('✗ failed: lost 1');
  });
});

it('the console shows what has no goal, too', () => {
  expect(consoleTable([row, withoutGoal])).toMatch(/append .* 3\.50×[^]*bytes · p99 .* 4\.00 ms/);
});

const result: BenchResult = {
  ...{ format: 1, sizes: 'full', engine: 'embedded-rust', startedAt: '2026-11-23T10:00:00.000Z', seconds: 1 },
  machine: { cores: 2, processor: 'Chip', memoryGb: 8, platform: 'linux', node: 'v24', loadBefore: 0.1 },
  rows: ROWS.map(({ name, title, against }) => ({ name, title, against, cases: [] })),
};

describe('a result', () => {
  it('can be relied on when everything was measured for long on a quiet machine', () => {
    expect(isReliable(result)).toBe(true);
    expect(measuredOn(result)).toContain('2026-11-23 on 2 × Chip');
  });

  it.each([
    ['a busy machine', { ...result, machine: { ...result.machine, loadBefore: 4 } }],
    ['a quick run', { ...result, sizes: 'quick' as const }],
    ['a few rows', { ...result, rows: result.rows.slice(1) }],
  ])('cannot be relied on when it comes from %s', (_, other) => {
    expect(isReliable(other)).toBe(false);
  });
});
