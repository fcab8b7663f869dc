import { describe, expect, it } from '@jest/globals';
import { measuredAt } from '../measured.fixture';
import { leftOf, needsOf } from './needs';
import { assertRoom, needsText } from './room';
import { assertStored } from './stored';

const SIZES = [10_000, 100_000];
const PACE = { fill: 0.001, rebuild: 0.0001, verify: 0.0001 };

describe('what is left to do', () => {
  it('is everything at first', () => {
    expect(leftOf(SIZES, [], { store: 0, raw: 0 })).toEqual({
      ...{ storeEvents: 100_000, rawEvents: 100_000, sizes: SIZES },
    });
  });

  it('is what is not stored yet, where what was measured by does not count', () => {
    const measured = [measuredAt(10_000, {})];
    expect(leftOf(SIZES, measured, { store: 10_100 + 20_000, raw: 10_050 })).toEqual({
      ...{ storeEvents: 70_000, rawEvents: 90_000, sizes: [100_000] },
    });
  });

  it('is nothing when all lengths were measured', () => {
    const measured = SIZES.map((events) => measuredAt(events, {}));
    expect(leftOf(SIZES, measured, { store: 100_100, raw: 100_050 })).toEqual({
      ...{ storeEvents: 0, rawEvents: 0, sizes: [] },
    });
  });
});

describe('an engine', () => {
  const last = measuredAt(10_000, {});

  it('is gone on with when it holds what was measured, and may hold more', () => {
    expect(() => assertStored(undefined, { store: 0, raw: 0 })).not.toThrow();
    expect(() => assertStored(last, { store: 10_100, raw: 10_500 })).not.toThrow();
  });

  it.each([
    { store: 10_099, raw: 10_050 },
    { store: 10_100, raw: 10_049 },
  ])('is refused when it holds less: %j', (stored) => {
    expect(() => assertStored(last, stored)).toThrow(expect.objectContaining({ code: 'no-data' }));
  });
});

describe('what a run needs', () => {
  const needs = needsOf(leftOf(SIZES, [], { store: 0, raw: 0 }), PACE);

  it('grows with the events, and with the lengths that it measures at', () => {
    const fewer = needsOf({ storeEvents: 10_000, rawEvents: 10_000, sizes: [10_000] }, PACE);
    const noMeasure = needsOf({ storeEvents: 100_000, rawEvents: 100_000, sizes: [] }, PACE);
    expect(needs.seconds).toBeGreaterThan(fewer.seconds);
    expect(needs.seconds).toBeGreaterThan(noMeasure.seconds);
    expect(needs.diskBytes).toBeGreaterThan(fewer.diskBytes);
  });

  it('is said beside what there is', () => {
    const room = { diskBytes: 56.2e9, memoryBytes: 20e9 };
    expect(needsText({ seconds: 1_830, diskBytes: 13.4e9, memoryBytes: 5.8e9 }, room)).toBe(
      'Needs about 31 minutes, 13.4 GB of disk (56.2 GB free), 5.8 GB of memory (20.0 GB available).',
    );
  });

  it('is refused where the disk has not that much, with what can be done', () => {
    const room = (diskBytes: number) => ({ diskBytes, memoryBytes: 1 });
    expect(() => assertRoom(needs, room(needs.diskBytes), 'there')).not.toThrow();
    expect(() => assertRoom(needs, room(needs.diskBytes - 1), 'there')).toThrow(
      expect.objectContaining({ code: 'disk-full', message: expect.stringContaining('--folder') }),
    );
  });
});
