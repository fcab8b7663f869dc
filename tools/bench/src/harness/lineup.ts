import type { Bench, OwnDatabase } from './bench';
import type { Contestant, Lineup } from './row';

/** Makes a contestant, on a database of its own. */
export type MakeContestant = (own: OwnDatabase, bench: Bench) => Promise<Contestant>;

/** Contestants that work on the same database, which is removed in the end. */
export const onOneDatabase = async (
  bench: Bench,
  make: (own: OwnDatabase) => Promise<readonly Contestant[]>,
): Promise<Lineup> => {
  const own = await bench.database();
  const contestants = await make(own).catch(async (error: unknown) => {
    await own.drop();
    throw error;
  });
  const close = async (): Promise<void> => {
    for (const contestant of contestants) await contestant.close?.();
    await own.drop();
  };
  return { contestants, close };
};

/** Contestants on databases of their own. */
export const lineup = async (bench: Bench, ...all: readonly MakeContestant[]): Promise<Lineup> => {
  const opened: Lineup[] = [];
  const close = async (): Promise<void> => {
    for (const one of opened) await one.close();
  };
  try {
    for (const make of all) opened.push(await onOneDatabase(bench, async (own) => [await make(own, bench)]));
  } catch (error) {
    await close();
    throw error;
  }
  return { contestants: opened.flatMap(({ contestants }) => contestants), close };
};
