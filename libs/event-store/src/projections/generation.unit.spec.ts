import { describe, expect, it } from '@jest/globals';
import {
  enrolled,
  filledBy,
  NO_GENERATIONS,
  outdatedRetired,
  rebuildBegun,
  servedTo,
  cutOver,
} from './generation';
import { collectionName, isCollectionOf, subscriptionName, versionOf } from './names';

const first = enrolled(NO_GENERATIONS, 1);
const rebuilding = rebuildBegun(first, 1, 'ann') ?? NO_GENERATIONS;
const rebuilt = cutOver(rebuilding, { version: 1, number: 2 });
const both = enrolled(first, 2);
const upgraded = cutOver(both, { version: 2, number: 1 });

describe('the generations of a projection', () => {
  it('begin with one that serves at once: nobody has seen more', () => {
    expect(first).toEqual({ serving: [{ version: 1, number: 1 }], building: [], retired: [] });
    expect(enrolled(first, 1)).toBe(first);
  });

  it('take in a new version as one that is filled while the old one serves', () => {
    expect(both).toEqual({
      serving: [{ version: 1, number: 1 }],
      building: [{ version: 2, number: 1 }],
      retired: [],
    });
  });

  it('are filled anew once at a time', () => {
    expect(rebuilding.building).toEqual([{ version: 1, number: 2, by: 'ann' }]);
    expect(rebuildBegun(rebuilding, 1)).toBeUndefined();
    expect(rebuildBegun(rebuilt, 1)?.building).toEqual([{ version: 1, number: 3 }]);
  });

  it('switch: a rebuilt version retires what it replaces, a new version does not retire the old one', () => {
    expect(rebuilt).toEqual({
      serving: [{ version: 1, number: 2, by: 'ann' }],
      building: [],
      retired: [{ version: 1, number: 1 }],
    });
    expect(upgraded.serving).toEqual([
      { version: 1, number: 1 },
      { version: 2, number: 1 },
    ]);
  });

  it('are seen by each instance as far as it has their code', () => {
    expect(servedTo(both, new Set([2]))).toBeUndefined();
    expect(servedTo(both, new Set([1, 2]))).toEqual({ version: 1, number: 1 });
    expect(servedTo(upgraded, new Set([1]))).toEqual({ version: 1, number: 1 });
    expect(servedTo(upgraded, new Set([1, 2]))).toEqual({ version: 2, number: 1 });
    expect(filledBy(both, new Set([1]))).toEqual([{ version: 1, number: 1 }]);
    expect(filledBy(both, new Set([2]))).toEqual([{ version: 2, number: 1 }]);
    expect(filledBy(both, new Set([1, 2]))).toEqual([
      { version: 1, number: 1 },
      { version: 2, number: 1 },
    ]);
    expect(filledBy(upgraded, new Set([1, 2]))).toEqual([{ version: 2, number: 1 }]);
  });

  it('are outdated when a newer version serves and nobody uses them', () => {
    expect(outdatedRetired(upgraded, () => true)).toEqual(upgraded);
    expect(outdatedRetired(upgraded, () => false)).toEqual({
      serving: [{ version: 2, number: 1 }],
      building: [],
      retired: [{ version: 1, number: 1 }],
    });
  });
});

describe('the names of a generation', () => {
  it('are those of the first release for the first of a version', () => {
    expect(subscriptionName('totals', { version: 3, number: 1 })).toBe('totals@3');
    expect(collectionName('totals', 'by-key', { version: 3, number: 1 })).toBe('totals.by-key.v3');
    expect(versionOf('totals', 'totals@3')).toBe(3);
    expect(
      ['totals@3.2', 'total@3', 'reaction:totals', 'totals@x'].map((name) => versionOf('totals', name)),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('tell the collections of one from those of every other', () => {
    const second = { version: 1, number: 2 };
    expect(subscriptionName('totals', second)).toBe('totals@1.2');
    const names = [
      'totals.a.v1.g2',
      'totals.a.v1',
      'totals.a.v11.g2',
      'totals.a.v1.g21',
      'total.a.v1.g2',
      'totals.v1.g2',
    ];
    expect(names.filter((name) => isCollectionOf('totals', second, name))).toEqual(['totals.a.v1.g2']);
    expect(names.filter((name) => isCollectionOf('totals', { version: 1, number: 1 }, name))).toEqual([
      'totals.a.v1',
    ]);
  });
});
