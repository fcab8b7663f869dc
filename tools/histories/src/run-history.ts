import { setTimeout as delay } from 'node:timers/promises';
import type { Commit } from '@event-sourcing/event-store';
import { Clients, type Request } from './clients/client';
import { Fleet } from './clients/fleet';
import { Instance, openStore, type OpenStore } from './clients/instance';
import { isFinal, Journal } from './clients/journal';
import type { Read, Try } from './clients/tried';
import { SimulatedDatabase } from './database/simulated-database';
import { CALM, randomWeather } from './database/weather';
import { Random } from './random';

export interface HistoryOptions {
  readonly seed: number;
  /** Commands to be answered, repeats counted. */
  readonly commands: number;
  /** What the instances share. */
  readonly database?: SimulatedDatabase;
  /** Stands in for the store's own opening. */
  readonly open?: OpenStore;
  /** What else goes wrong now and then, as long as anything does. */
  readonly disturb?: () => void;
}

/** What happened, and what the log holds of it. */
export interface History {
  readonly tries: readonly Try[];
  readonly reads: readonly Read[];
  readonly log: readonly Commit[];
  readonly answered: number;
  readonly restarts: number;
  /** Commits that the primary had and no majority, when it failed. */
  readonly rolledBack: number;
}

const MOST_UNTIL_RESTART_MS = 600;
const MOST_UNTIL_FAIL_OVER_MS = 400;
const MOST_UNTIL_DISTURBED_MS = 120;
/** By then everything that was on its way has arrived, and everybody has given up who waits for it. */
const SETTLED_MS = 4_000;

/** Lets clients do what chance will have of them, at instances that are killed, over a database that fails. */
export const runHistory = async ({
  seed,
  commands,
  database = new SimulatedDatabase(),
  open = openStore,
  disturb,
}: HistoryOptions): Promise<History> => {
  const random = new Random(seed);
  const journal = new Journal(database);
  let weather = randomWeather(random);
  const fleet = new Fleet(random.fork(), (name) =>
    Instance.start(name, database, random.fork(), () => weather, open),
  );
  const accounts = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, random.between(2, 6));
  const clients = new Clients(random.fork(), fleet, journal, accounts);

  let isOver = false;
  let rolledBack = 0;
  const nowAndThen = async (mostMs: number, act: () => Promise<void> | void): Promise<void> => {
    while (!isOver) {
      await delay(random.below(mostMs));
      await act();
    }
  };
  const play = async (): Promise<void> => {
    await fleet.open(random.between(2, 4));
    await Promise.all([
      Promise.all(Array.from({ length: random.between(3, 30) }, () => clients.call(commands))).finally(() => {
        isOver = true;
        weather = CALM;
      }),
      nowAndThen(MOST_UNTIL_RESTART_MS, () => fleet.restartOne()),
      nowAndThen(MOST_UNTIL_FAIL_OVER_MS, () => {
        rolledBack += database.failOver();
      }),
      disturb && nowAndThen(MOST_UNTIL_DISTURBED_MS, disturb),
    ]);
    // Some ask at once what came of their commands, some after everything has arrived.
    const open = unanswered(journal.tries);
    const early = open.filter(() => random.happens(0.5));
    await Promise.all(early.map((request) => clients.learn(request)));
    await delay(SETTLED_MS);
    await Promise.all(unanswered(journal.tries).map((request) => clients.learn(request)));
    await delay(SETTLED_MS);
  };
  await play().catch((error: unknown) => journal.failed(error));
  isOver = true;
  const { tries, reads, answered } = journal;
  return { tries, reads, log: database.held, answered, restarts: fleet.restarts, rolledBack };
};

/** The keyed requests of which nobody knows what came of them. */
const unanswered = (tries: readonly Try[]): readonly Request[] => {
  const answered = new Set(tries.flatMap(({ key, answer }) => (isFinal(answer) ? [key] : [])));
  const open = new Map<string, Request>();
  for (const { key, command, guard } of tries) {
    if (key !== undefined && !answered.has(key)) open.set(key, { key, command, guard });
  }
  return [...open.values()];
};
