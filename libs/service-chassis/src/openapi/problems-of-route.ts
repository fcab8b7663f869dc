import type { RefusalStatuses } from '../problems';
import type { DeclaredRoute } from './declared-routes';

/** The codes of the problems that a route may answer with, by status. */
export type RouteProblems = ReadonlyMap<number, readonly string[]>;

/** Refusals of the chassis's own routes. */
const CHASSIS_REFUSALS: RefusalStatuses = {
  'projection-not-found': 404,
  'rebuild-in-progress': 409,
  'reaction-not-found': 404,
  'parked-item-not-found': 404,
  'set-aside-not-found': 404,
  'already-paused': 409,
  'not-paused': 409,
};

type Entry = readonly [code: string, status: number];

const EVERYWHERE: readonly Entry[] = [
  ['validation-failed', 400],
  ['validation-failed', 408],
  ['misdirected-request', 421],
  ['validation-failed', 431],
  ['internal-error', 500],
  ['try-again-later', 503],
];
const WITH_ACCESS: readonly Entry[] = [
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['too-many-requests', 429],
];
const ON_COMMANDS: readonly Entry[] = [
  ['malformed-json', 400],
  ['payload-too-large', 413],
  ['unsupported-media-type', 415],
  ['idempotency-key-reused', 422],
  ['outcome-unknown', 503],
];

/**
 * What a route may refuse: what the chassis refuses of such routes, and the refusals that it declares.
 * @throws Error for a refusal without a status
 */
export const problemsOfRoute = (
  { operation: { id, ifMatch = false, refuses = [] }, access, isPositioned }: DeclaredRoute,
  isCommand: boolean,
  statuses: RefusalStatuses,
): RouteProblems => {
  const known = { ...CHASSIS_REFUSALS, ...statuses };
  const declared = refuses.map((code): Entry => {
    const status = known[code];
    if (status === undefined) throw new Error(`Operation ${id} refuses ${code}, which has no status.`);
    return [code, status];
  });
  const entries: readonly Entry[] = [
    ...EVERYWHERE,
    ...(access?.kind === 'public' ? [] : WITH_ACCESS),
    ...(isCommand ? ON_COMMANDS : []),
    ...(!isCommand && isPositioned ? [['not-yet-projected', 504] as const] : []),
    ...(ifMatch ? [['precondition-failed', 412] as const] : []),
    ...declared,
  ];
  const problems = new Map<number, string[]>();
  for (const [code, status] of entries) problems.set(status, [...(problems.get(status) ?? []), code]);
  return problems;
};
