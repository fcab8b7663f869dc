import type { Curve } from '../parts/live-chart';
import type { Counters, Sample } from './samples';

type Pick = (sample: Sample) => ReadonlyMap<string, number>;

const namesIn = (
  samples: readonly Sample[],
  pick: (sample: Sample) => ReadonlyMap<string, unknown>,
): readonly string[] => [...new Set(samples.flatMap((sample) => [...pick(sample).keys()]))].toSorted();

/** How far something was at each time. */
export const levels = (samples: readonly Sample[], pick: Pick): readonly Curve[] =>
  namesIn(samples, pick).map((name) => ({
    name,
    values: samples.map((sample) => pick(sample).get(name) ?? null),
  }));

/** How much something grew a second. */
export const rates = (samples: readonly Sample[], pick: Pick): readonly Curve[] =>
  namesIn(samples, pick).map((name) => ({
    name,
    values: betweenSamples(samples, (before, now, seconds) => {
      const [from, to] = [pick(before).get(name), pick(now).get(name)];
      return from === undefined || to === undefined ? null : Math.max(0, (to - from) / seconds);
    }),
  }));

/** What one count grew by for each that another grew by; nothing where the other did not. */
export const ratios = (
  samples: readonly Sample[],
  of: (counters: Counters) => number,
  by: (counters: Counters) => number,
): readonly Curve[] =>
  namesIn(samples, ({ counters }) => counters).map((name) => ({
    name,
    values: betweenSamples(samples, (before, now) => {
      const [from, to] = [before.counters.get(name), now.counters.get(name)];
      if (!from || !to || by(to) <= by(from)) return null;
      return (of(to) - of(from)) / (by(to) - by(from));
    }),
  }));

const betweenSamples = (
  samples: readonly Sample[],
  value: (before: Sample, now: Sample, seconds: number) => number | null,
): readonly (number | null)[] =>
  samples.map((now, index) => {
    const before = samples[index - 1];
    return before && now.at > before.at ? value(before, now, now.at - before.at) : null;
  });
