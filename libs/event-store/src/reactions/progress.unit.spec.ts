import { describe, expect, it } from '@jest/globals';
import { toPosition } from '../contract';
import { Progress } from './progress';

const at = toPosition;

describe('the progress of a reaction', () => {
  it('goes up to the lowest commit with an event that is not done', () => {
    const progress = new Progress(at(10));
    const first = progress.add(at(12), 2);
    const second = progress.add(at(13), 1);
    second();
    expect(progress.boundary()).toBe(10);
    first();
    expect(progress.boundary()).toBe(10);
    first();
    expect(progress.boundary()).toBe(13);
  });

  it('goes past commits without an event to react to', () => {
    const progress = new Progress(at(0));
    progress.add(at(4), 0);
    const last = progress.add(at(5), 1);
    progress.add(at(9), 0);
    expect(progress.boundary()).toBe(4);
    last();
    expect(progress.boundary()).toBe(9);
    expect(progress.unfinished).toBe(0);
  });

  it('knows how much memory is taken by what is not done', () => {
    const progress = new Progress(at(0));
    const large = progress.add(at(2), 2, 3_000_000);
    progress.add(at(5), 0, 7_000);
    const small = progress.add(at(6), 1, 500);
    expect(progress.bytes).toBe(3_000_500);
    large();
    expect(progress.bytes).toBe(1_500_500);
    small();
    large();
    expect(progress.bytes).toBe(0);
  });

  it('stays right while thousands are done behind one that is not', () => {
    const progress = new Progress(at(0));
    const slow = progress.add(at(1), 1);
    for (let position = 2; position <= 5_000; position += 1) progress.add(at(position), 1)();
    expect(progress.boundary()).toBe(0);
    expect(progress.unfinished).toBe(1);
    slow();
    expect(progress.boundary()).toBe(5_000);
  });
});
