/** One filling of a projection's collections: the version of the fold, and the number of the filling, from 1. */
export interface Generation {
  readonly version: number;
  readonly number: number;
}

/** A generation that is being filled; it serves when it has caught up. */
export interface Building extends Generation {
  /** Who asked for it; kept. */
  readonly by?: string;
}

/**
 * The generations of a projection. Each version serves from at most one and builds at most one: instances with other
 * code neither see nor disturb it.
 */
export interface Generations {
  readonly serving: readonly Building[];
  readonly building: readonly Building[];
  /** Replaced, and kept until they are dropped. */
  readonly retired: readonly Building[];
  /** The last of each version that was dropped; absent while none was. Its number is not given out again. */
  readonly dropped?: readonly Generation[];
}

export const NO_GENERATIONS: Generations = { serving: [], building: [], retired: [] };

export const sameGeneration = (one: Generation, other: Generation | undefined): boolean =>
  one.version === other?.version && one.number === other.number;

const all = ({ serving, building, retired }: Generations): readonly Building[] => [
  ...serving,
  ...building,
  ...retired,
];

const next = (generations: Generations, version: number): number => {
  const known: readonly Generation[] = [...all(generations), ...(generations.dropped ?? [])];
  return 1 + Math.max(0, ...known.flatMap((one) => (one.version === version ? [one.number] : [])));
};

/**
 * Takes in that a version has code now. The first of all serves from its beginning: nobody has seen more; a later one
 * serves when it has caught up with those that do.
 */
export const enrolled = (generations: Generations, version: number): Generations => {
  const { serving, building } = generations;
  if ([...serving, ...building].some((one) => one.version === version)) return generations;
  const generation = { version, number: next(generations, version) };
  return serving.length === 0
    ? { ...generations, serving: [generation] }
    : { ...generations, building: [...building, generation] };
};

/** What came of a request to fill a version anew. */
export type RebuildOutcome = 'begun' | 'in-progress' | 'asked-before';

/** Begins to fill a version anew. @returns nothing when that is being done */
export const rebuildBegun = (
  generations: Generations,
  version: number,
  by?: string,
): Generations | undefined => {
  if (generations.building.some((one) => one.version === version)) return undefined;
  const generation = { version, number: next(generations, version), ...(by !== undefined && { by }) };
  return { ...generations, building: [...generations.building, generation] };
};

/** Lets a generation serve that was being filled; the one of its version that served until now is retired. */
export const cutOver = (generations: Generations, generation: Generation): Generations => {
  const { serving, building, retired } = generations;
  const ready = building.filter((one) => sameGeneration(one, generation));
  const replaced = serving.filter(({ version }) => version === generation.version);
  return {
    serving: [...serving.filter((one) => !replaced.includes(one)), ...ready],
    building: building.filter((one) => !ready.includes(one)),
    retired: [...retired, ...replaced],
  };
};

/** Retires the versions that are older than the newest that serves: no instance has their code any more. */
export const outdatedRetired = (
  generations: Generations,
  inUse: (one: Generation) => boolean,
): Generations => {
  const newest = Math.max(0, ...generations.serving.map(({ version }) => version));
  const isOutdated = (one: Generation): boolean => one.version < newest && !inUse(one);
  return {
    serving: generations.serving.filter((one) => !isOutdated(one)),
    building: generations.building.filter((one) => !isOutdated(one)),
    retired: [
      ...generations.retired,
      ...[...generations.serving, ...generations.building].filter(isOutdated),
    ],
  };
};

/** Forgets a retired generation whose documents are gone, but not its number. */
export const forgotten = (generations: Generations, { version, number }: Generation): Generations => {
  const { retired, dropped = [] } = generations;
  const last = Math.max(number, ...dropped.flatMap((one) => (one.version === version ? [one.number] : [])));
  return {
    ...generations,
    retired: retired.filter((one) => !sameGeneration(one, { version, number })),
    dropped: [...dropped.filter((one) => one.version !== version), { version, number: last }],
  };
};

/** The generation that an instance answers from: of the newest version that it has the code of and that serves. */
export const servedTo = ({ serving }: Generations, versions: ReadonlySet<number>): Generation | undefined =>
  serving
    .filter(({ version }) => versions.has(version))
    .toSorted((one, other) => other.version - one.version)
    .at(0);

/** The generations that an instance fills for itself: those of its versions, but no older ones than it answers from. */
export const filledBy = (generations: Generations, versions: ReadonlySet<number>): readonly Building[] => {
  const served = servedTo(generations, versions);
  return [
    ...generations.serving.filter((one) => sameGeneration(one, served)),
    ...generations.building.filter(
      ({ version }) => versions.has(version) && version >= (served?.version ?? 0),
    ),
  ];
};
