import { describe, expect, it } from '@jest/globals';
import { measuredAt } from '../measured.fixture';
import { chart } from './chart';
import { consoleTable, markdownTable } from './tables';

const sizes = [
  measuredAt(10_000, { append: 14_000, rawMany: 20_000, head: 0.2 }),
  measuredAt(1_000_000, { append: 12_000, rawMany: 18_000, head: 0.21 }),
  measuredAt(10_000_000, { append: 7_000, rawMany: 10_000, head: 0.5 }),
];

describe('the table', () => {
  it('shows every length, what became of the first by the last, and whether that was the goal', () => {
    const lines = markdownTable(sizes).split('\n');
    expect(lines[0]).toBe(
      '| what | 10,000 events | 1,000,000 events | 10,000,000 events | full to shortest | goal |',
    );
    expect(lines[2]).toBe(
      '| append, 32 at the same time | 14,000/s | 12,000/s | 7,000/s | ✓ 0.50×; beside the raw driver 1.00× | ≥ 0.9×, or beside the raw driver |',
    );
    expect(lines.find((line) => line.startsWith('| reading the head'))).toContain('✗ 2.50× | ≤ 1.2×');
    expect(lines.at(-1)).toContain('| 10,100 | 1,000,100 | 10,000,100 |');
  });

  it('judges nothing by one length', () => {
    expect(consoleTable(sizes.slice(0, 1))).not.toMatch(/[✓✗]/);
  });
});

describe('the chart', () => {
  it('has a line for what was measured, and a label for each', () => {
    const svg = chart(sizes);
    expect(svg.match(/<polyline/g)).toHaveLength(2);
    expect(svg).toContain('>append</text>');
    expect(svg).toContain('>raw driver</text>');
    expect(svg).not.toContain('NaN');
  });

  it('puts equal shares at equal heights, and lengths where their logarithms are', () => {
    const points = /points="([^"]*)"/
      .exec(chart(sizes))?.[1]
      ?.split(' ')
      .map((point) => point.split(',').map(Number));
    expect(points?.map(([x]) => x)).toEqual([60, 380, 540]);
    expect(points?.map(([, y]) => y)).toEqual([126, 156, 233]);
  });

  it('can be drawn of one length', () => {
    expect(chart(sizes.slice(0, 1))).not.toContain('NaN');
  });
});
