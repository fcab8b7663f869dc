import type { Log } from '@event-sourcing/tools-kit';
import type { Checker, Evidence, Violation } from '../evidence/evidence';
import { acknowledgedIsThereOnce } from './acknowledged';
import { moneyIsConserved, noneOverdrawn } from './balances';
import { chainHolds } from './chain';
import { linearizable } from './linearizable';
import { noticesAreOneToOne } from './notices';
import { oneStoryForEachKey } from './one-story';
import { positionsAreDense } from './positions';
import { readModelsEqualReplay } from './read-models';
import { readsEqualReplay } from './reads';
import { refusedIsAbsent } from './refused';
import { streamsTellEachOnce } from './streams';
import { seenStays, unknownResolves } from './unknown';

/** Every promise that is held against what a run has left, by its name. */
export const checkers = (log: Log): Readonly<Record<string, Checker>> => ({
  'all works again': ({ troubles }) => troubles,
  'acknowledged is there once': acknowledgedIsThereOnce,
  'refused is absent': refusedIsAbsent,
  'unknown resolves and stays': unknownResolves,
  'what was seen stays': seenStays,
  'positions are 1 to N': positionsAreDense,
  'the chain holds': chainHolds,
  'no account below zero': noneOverdrawn,
  'money is conserved': moneyIsConserved,
  'one story for each key': oneStoryForEachKey,
  linearizable: linearizable(log),
  'reads equal a replay': readsEqualReplay,
  'read models equal a replay': readModelsEqualReplay,
  'notices one to one': noticesAreOneToOne,
  'streams tell each once': streamsTellEachOnce,
});

/** Asks every checker. */
export const judge = async (evidence: Evidence, log: Log): Promise<readonly Violation[]> => {
  const found = await Promise.all(
    Object.entries(checkers(log)).map(async ([checker, check]) =>
      (await check(evidence)).map((what) => ({ checker, what })),
    ),
  );
  return found.flat();
};
