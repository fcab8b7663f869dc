import { describe, expect, it } from '@jest/globals';
import { FIGURES, type Figure, type FigureName } from './figures';
import { judge, kept } from './judge';
import { measuredAt } from './measured.fixture';

const figureOf = (name: FigureName): Figure => FIGURES.find((one) => one.name === name) ?? FIGURES[0];

const judged = (
  name: FigureName,
  before: number,
  after: number,
  raw: readonly [number, number] = [100, 100],
) =>
  judge(figureOf(name), [
    measuredAt(10_000, { rawMany: raw[0], [name]: before }),
    measuredAt(1_000_000, { rawMany: raw[1], [name]: after }),
  ]);

describe('at the full length', () => {
  it('a rate has to be kept', () => {
    expect(judged('append', 100, 91)).toMatchObject({ ratio: 0.91, verdict: 'met' });
    expect(judged('append', 100, 89)).toMatchObject({ verdict: 'missed' });
  });

  it('a rate may fall as far as that of the raw driver does', () => {
    expect(judged('append', 100, 46, [200, 100])).toMatchObject({ besideRaw: 0.92, verdict: 'met' });
    expect(judged('append', 100, 44, [200, 100])).toMatchObject({ verdict: 'missed' });
    expect(judged('append', 100, 95, [100, 200])).toMatchObject({ verdict: 'met' });
  });

  it('times and memory may grow by a fifth, whatever the raw driver does', () => {
    expect(judged('head', 1, 1.2)?.verdict).toBe('met');
    expect(judged('memory', 100, 121, [200, 100])?.verdict).toBe('missed');
  });

  it('an event takes as long in a rebuild', () => {
    expect(judged('rebuild', 10_000, 8_100)?.verdict).toBe('met');
    expect(judged('rebuild', 10_000, 7_900)?.verdict).toBe('missed');
  });

  it('an event of a rebuild is held against the length before, and what else there is against the shortest', () => {
    const sizes = [40_000, 20_000, 19_000].map((rate, index) =>
      measuredAt(10_000 * 100 ** index, { rebuild: rate, append: rate }),
    );
    expect(judge(figureOf('rebuild'), sizes)).toMatchObject({ ratio: 0.95, verdict: 'met' });
    expect(judge(figureOf('append'), sizes)).toMatchObject({ ratio: 0.475, verdict: 'missed' });
  });

  it('what has no goal is shown, and what was not measured is not judged', () => {
    expect(judged('byTag', 1, 9)).toEqual({ ratio: 9, verdict: 'shown' });
    expect(judge(figureOf('disk'), [measuredAt(1, {}), measuredAt(2, { disk: 5 })])).toBeUndefined();
  });
});

it('what takes twice as long keeps half of its speed, as what does half as much', () => {
  expect(kept(figureOf('head'), measuredAt(1, { head: 2 }), measuredAt(2, { head: 4 }))).toBe(0.5);
  expect(kept(figureOf('verify'), measuredAt(1, { verify: 4 }), measuredAt(2, { verify: 2 }))).toBe(0.5);
});
