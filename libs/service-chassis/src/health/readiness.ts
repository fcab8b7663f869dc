/** The token of the service's `readonly ReadinessCheck[]`. Every service provides it, if only as `[]`. */
export const READINESS_CHECKS = Symbol('readiness checks');

/** Something that must be so before requests make sense: the store is reachable, the indexes exist. */
export interface ReadinessCheck {
  readonly name: string;
  /** Rejects when it is not so. Given up after two seconds. */
  check(): Promise<void>;
}

const PATIENCE_IN_MS = 2_000;

/** What came of a check: it passed, it gave no answer in time, or it failed. */
export type Outcome = 'passed' | 'late' | 'failed';

/** Carries a check out. What it threw is for the log, not for the answer. */
export const outcomeOf = async (
  readiness: ReadinessCheck,
  onFailure: (name: string, error: unknown) => void,
): Promise<Outcome> => {
  const late = Promise.withResolvers<Outcome>();
  const timer = setTimeout(() => late.resolve('late'), PATIENCE_IN_MS);
  const checked = async (): Promise<Outcome> => {
    await readiness.check();
    return 'passed';
  };
  try {
    return await Promise.race([checked(), late.promise]);
  } catch (error) {
    onFailure(readiness.name, error);
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
};
