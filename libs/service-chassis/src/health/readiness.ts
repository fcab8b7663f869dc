import { z } from 'zod';

/** The token of the service's `readonly ReadinessCheck[]`. Every service provides it, if only as `[]`. */
export const READINESS_CHECKS = Symbol('readiness checks');

export const trouble = z.object({
  kind: z.enum(['projection', 'reaction']),
  name: z.string(),
  error: z.string().optional(),
  waiting: z.int().min(0).optional(),
  parked: z.int().min(0).optional(),
  oldest: z.object({ position: z.int().min(1), since: z.iso.datetime(), error: z.string() }).optional(),
  paused: z
    .object({ since: z.iso.datetime() })
    .optional()
    .meta({ description: 'By an operator’s decision nothing of it is done.' }),
});

/** Something that is not as it should be behind a check. */
export interface Trouble {
  readonly kind: 'projection' | 'reaction';
  readonly name: string;
  readonly error?: string;
  readonly waiting?: number;
  readonly parked?: number;
  /** The earliest of what is left to do. */
  readonly oldest?: { readonly position: number; readonly since: Date; readonly error: string };
  /** Who decided it, and why, is not for everyone who may ask for readiness. */
  readonly paused?: { readonly since: Date };
}

/** As it is shown. */
export const viewTrouble = ({ oldest, paused, ...rest }: Trouble): z.output<typeof trouble> =>
  trouble.parse({
    ...rest,
    ...(oldest && { oldest: { ...oldest, since: oldest.since.toISOString() } }),
    ...(paused && { paused: { since: paused.since.toISOString() } }),
  });

/** Something that must be so before requests make sense: the store is reachable, the indexes exist. */
export interface ReadinessCheck {
  readonly name: string;
  /** Rejects when it is not so. Given up after two seconds. */
  check(): Promise<void>;
  /** What is going wrong, whether or not it is so. */
  troubles?(): Promise<readonly Trouble[]>;
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
