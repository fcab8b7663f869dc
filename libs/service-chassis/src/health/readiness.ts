/** The token of the service's `readonly ReadinessCheck[]`. Every service provides it, if only as `[]`. */
export const READINESS_CHECKS = Symbol('readiness checks');

/** Something that must be so before requests make sense: the store is reachable, the indexes exist. */
export interface ReadinessCheck {
  readonly name: string;
  /** Rejects when it is not so. Given up after two seconds. */
  check(): Promise<void>;
}

const PATIENCE_IN_MS = 2_000;

/** Whether a check passed in time. What it threw is for the log, not for the answer. */
export const passes = async (
  readiness: ReadinessCheck,
  onFailure: (name: string, error: unknown) => void,
): Promise<boolean> => {
  const tooLate = Promise.withResolvers<never>();
  const timer = setTimeout(() => tooLate.reject(new Error('gave no answer in time')), PATIENCE_IN_MS);
  try {
    await Promise.race([readiness.check(), tooLate.promise]);
    return true;
  } catch (error) {
    onFailure(readiness.name, error);
    return false;
  } finally {
    clearTimeout(timer);
  }
};
