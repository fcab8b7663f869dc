import type { Bench, OwnDatabase } from '../harness/bench';
import type { Contestant, Lineup } from '../harness/row';

/** Makes a contestant on a database of its own. */
export type MakeContestant = (own: OwnDatabase, bench: Bench) => Promise<Contestant>;

/** A case's contestants, each on a database of its own, which is removed in the end. */
export const lineup = async (
  bench: Bench,
  first: MakeContestant,
  ...others: readonly MakeContestant[]
): Promise<Lineup> => {
  const databases: OwnDatabase[] = [];
  const begun: Contestant[] = [];
  const close = async (): Promise<void> => {
    for (const contestant of begun) await contestant.close?.();
    for (const { drop } of databases) await drop();
  };
  const made = async (make: MakeContestant): Promise<Contestant> => {
    const own = await bench.database();
    databases.push(own);
    const contestant = await make(own, bench);
    begun.push(contestant);
    return contestant;
  };
  try {
    const contestants: [Contestant, ...Contestant[]] = [await made(first)];
    for (const make of others) contestants.push(await made(make));
    return { contestants, close };
  } catch (error) {
    await close();
    throw error;
  }
};
