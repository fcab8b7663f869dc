import { describe, expect, it } from '@jest/globals';
import { coldEntity, entitiesOf, fillingAt, hotEntity } from './entities';

const histories = (events: number): readonly number[] => {
  const counts = new Array<number>(entitiesOf(events)).fill(0);
  for (let n = 0; n < events; n += 1) counts[fillingAt(n).entity] = (counts[fillingAt(n).entity] ?? 0) + 1;
  return counts;
};

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

describe('the events of a log', () => {
  it('are about an entity from its first event on, and about none before', () => {
    const begun = new Set<number>();
    for (let n = 0; n < 5_000; n += 1) {
      const { entity, isFirst } = fillingAt(n);
      expect(begun.has(entity)).toBe(!isFirst);
      begun.add(entity);
    }
    expect(begun.size).toBe(500);
  });

  it.each([10_000, 100_000])('make one entity in a hundred hot, whatever the length: %i', (events) => {
    const counts = histories(events);
    const hot = counts.filter((_, entity) => entity % 100 === 0);
    const cold = counts.filter((_, entity) => entity % 100 !== 0);
    expect(mean(hot)).toBeGreaterThan(400);
    expect(mean(hot)).toBeLessThan(500);
    expect(mean(cold)).toBeGreaterThan(5);
    expect(mean(cold)).toBeLessThan(6);
  });
});

describe('entities that are looked at', () => {
  const turns = Array.from({ length: 300 }, (_, turn) => turn);

  it('are there, cold or hot as asked for, at any length', () => {
    for (const events of [500, 10_000, 1_000_000]) {
      for (const turn of turns) {
        expect(hotEntity(events, turn) % 100).toBe(0);
        expect(coldEntity(events, turn) % 100).not.toBe(0);
        expect(Math.max(hotEntity(events, turn), coldEntity(events, turn))).toBeLessThan(entitiesOf(events));
      }
    }
  });

  it('are others each time where there are enough', () => {
    expect(new Set(turns.map((turn) => coldEntity(1_000_000, turn))).size).toBe(300);
  });
});
