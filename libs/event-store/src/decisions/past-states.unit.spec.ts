import { describe, expect, it } from '@jest/globals';
import { toPosition } from '../contract';
import { PastStates } from './past-states';

const at = (position: number) => ({
  state: position,
  position: toPosition(position),
  events: position,
  samples: new Map(),
});

describe('states of the past', () => {
  it('are gone on with from the latest that is not beyond what is asked for', () => {
    const past = new PastStates();
    for (const position of [10, 30, 20]) past.keep('a', at(position));
    expect(past.nearest('a', toPosition(29))?.state).toBe(20);
    expect(past.nearest('a', toPosition(30))?.state).toBe(30);
    expect(past.nearest('a', toPosition(9))).toBeUndefined();
    expect(past.nearest('b', toPosition(29))).toBeUndefined();
  });

  it('let four readers go through one history, each from its own', () => {
    const past = new PastStates();
    for (const reader of [0, 1_000, 2_000, 3_000]) past.keep('a', at(reader));
    for (let step = 1; step <= 10; step += 1) {
      for (const reader of [0, 1_000, 2_000, 3_000]) {
        expect(past.nearest('a', toPosition(reader + step))?.position).toBe(reader + step - 1);
        past.keep('a', at(reader + step));
      }
    }
  });

  it('are kept of a thousand models, the least recently used out', () => {
    const past = new PastStates();
    for (let model = 0; model <= 1_000; model += 1) past.keep(String(model), at(1));
    expect(past.nearest('0', toPosition(1))).toBeUndefined();
    expect(past.nearest('1', toPosition(1))).toBeDefined();
  });
});
