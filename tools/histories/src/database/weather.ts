import type { Random } from '../random';

/** How often things go wrong between an instance and the database: probabilities, each for one request. */
export interface Weather {
  /** An insert that never arrives. */
  readonly lostRequest: number;
  /** An insert that is carried out, without its sender hearing of it. */
  readonly lostAnswer: number;
  /** An insert whose connection ends, and that is carried out later. */
  readonly late: number;
  /** An insert that ends after its first commits. */
  readonly half: number;
  /** A read that fails. */
  readonly failedRead: number;
  /** A request, or an answer, that takes long. */
  readonly slow: number;
}

export const CALM: Weather = { lostRequest: 0, lostAnswer: 0, late: 0, half: 0, failedRead: 0, slow: 0 };

/** Some histories see next to nothing go wrong, others hardly anything go right. */
export const randomWeather = (random: Random): Weather => {
  const chance = (most: number) => random.below(1_000) * 0.001 * most;
  return {
    lostRequest: chance(0.05),
    lostAnswer: chance(0.1),
    late: chance(0.15),
    half: chance(0.1),
    failedRead: chance(0.04),
    slow: chance(0.1),
  };
};
