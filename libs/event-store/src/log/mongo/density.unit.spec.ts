import { describe, expect, it } from '@jest/globals';
import { commitsOf } from '../../testing/scenarios';
import { Density } from './density';

const MIB = 1024 * 1024;
const page = (count: number, bytes: number) =>
  commitsOf(
    Array.from({ length: count }, () => ({
      type: 'E',
      version: 1,
      tags: [],
      data: { text: 'x'.repeat(bytes) },
    })),
  );

describe('the density of a log', () => {
  it('is guessed while nothing is known, and what is read first takes the place of the guess', () => {
    const density = new Density();
    expect(density.positionsWithin(8 * MIB)).toBe(128);
    density.learn(page(20, 100));
    expect(density.positionsWithin(8 * MIB)).toBeGreaterThan(5_000);
  });

  it('rises with one page of large commits, and falls with many of small ones', () => {
    const density = new Density();
    density.learn(page(20, 100));
    density.learn(page(7, 1_000_000));
    expect(density.positionsWithin(8 * MIB)).toBe(8);
    density.learn(page(20, 100));
    expect(density.positionsWithin(8 * MIB)).toBe(11);
    for (let count = 0; count < 40; count += 1) density.learn(page(20, 100));
    expect(density.positionsWithin(8 * MIB)).toBeGreaterThan(5_000);
  });

  it('asks for one position at least, and learns nothing from an empty page', () => {
    const density = new Density();
    density.learn(page(1, 1_000_000));
    density.learn([]);
    expect(density.positionsWithin(500_000)).toBe(1);
  });
});
