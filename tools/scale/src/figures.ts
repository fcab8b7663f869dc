/** What a number must be at the full length, held against the shortest. */
export type Goal =
  /** At least this share of the rate is kept, or of what the raw driver keeps of its own. */
  | { readonly keeps: number }
  /** The time or the memory is at most so many times as much. */
  | { readonly growsTo: number }
  /** An event takes as long: at least this share of the events a second is kept. */
  | { readonly linear: number };

/** A number that is measured at each length. */
export interface Figure {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly better: 'more' | 'less';
  readonly goal?: Goal;
}

const SPEED = { keeps: 0.9 };
const STAYS = { growsTo: 1.2 };
const LINEAR = { linear: 0.8 };

/** Everything that is measured, in the order of the table. */
export const FIGURES = [
  { name: 'append', title: 'append, 32 at the same time', unit: '/s', better: 'more', goal: SPEED },
  {
    name: 'conditional',
    title: 'append on a condition about the whole log, 32 at the same time',
    ...{ unit: '/s', better: 'more', goal: SPEED },
  },
  {
    name: 'hotDecision',
    title: 'decision on a hot entity, 32 at the same time',
    ...{ unit: '/s', better: 'more', goal: SPEED },
  },
  {
    name: 'coldDecision',
    title: 'decision on a cold entity, 32 at the same time',
    ...{ unit: '/s', better: 'more', goal: SPEED },
  },
  {
    name: 'rawMany',
    title: 'raw driver, `insertMany` of 32, same indexes',
    ...{ unit: '/s', better: 'more' },
  },
  {
    name: 'rawOne',
    title: 'raw driver, `insertOne`, 32 at the same time',
    ...{ unit: '/s', better: 'more' },
  },
  { name: 'opening', title: 'opening the store', unit: 'ms', better: 'less', goal: STAYS },
  { name: 'head', title: 'reading the head', unit: 'ms', better: 'less', goal: STAYS },
  { name: 'coldState', title: 'state of a cold entity', unit: 'ms', better: 'less', goal: STAYS },
  {
    name: 'byTag',
    title: 'reading a hot entity by its tag, some 450 events',
    ...{ unit: 'ms', better: 'less' },
  },
  {
    name: 'statement',
    title: 'page of 50 of a statement, with the balance at its end',
    ...{ unit: 'ms', better: 'less', goal: STAYS },
  },
  { name: 'rebuild', title: 'rebuild of two read models', unit: 'events/s', better: 'more', goal: LINEAR },
  { name: 'verify', title: '`verify`', unit: 'events/s', better: 'more', goal: LINEAR },
  { name: 'memory', title: 'our memory, the most', unit: 'MB', better: 'less', goal: STAYS },
  { name: 'heap', title: 'our heap, what is in use at the end', unit: 'MB', better: 'less', goal: STAYS },
  { name: 'engineMemory', title: "the engine's memory", unit: 'MB', better: 'less' },
  { name: 'disk', title: 'disk an event, without the journal', unit: 'bytes', better: 'less' },
] as const satisfies readonly Figure[];

export type FigureName = (typeof FIGURES)[number]['name'];

/** What was measured; what the engine does not tell is left out. */
export type Figures = Readonly<Partial<Record<FigureName, number>>>;
