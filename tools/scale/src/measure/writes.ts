import { accountIds, amounts, closedLoop, deposit, fundAccounts, quantile } from '@event-sourcing/bench';
import type { MongoEventStore } from '@event-sourcing/event-store';
import pMap from 'p-map';
import { accountOf, coldEntity } from '../entities';
import type { FigureName, Figures } from '../figures';
import type { RawLog } from '../fill/raw-log';
import type { Effort, Home } from '../place';
import { withStore } from '../with-store';
import { append, appendFirst, decide } from './commands';
import { perSecond } from './latencies';

const WORKERS = 32;
/** Entities that many decide on at the same time: all of it is in memory. */
const HOT = 10;

/** What a round measures of each: events a second. */
type Turns = Readonly<Partial<Record<FigureName, (round: number) => Promise<number>>>>;

/** What is written at a length: in turns, so that what slows the machine down for a while slows all of them. */
export const measureWrites = async (
  { home, store, raw }: { readonly home: Home; readonly store: MongoEventStore; readonly raw: RawLog },
  events: number,
  { rounds, sampleMs, looks }: Effort,
): Promise<Figures> => {
  const [cents, own] = [amounts(), accountIds(WORKERS, `own-${events}`)];
  const hot = accountIds(HOT, `hot-${events}`);
  await fundAccounts(store, hot);
  const among = (accounts: typeof own, worker: number) => accounts[worker % accounts.length] ?? accountOf(0);
  const rawEvent = (worker: number) => deposit(among(own, worker), cents());
  const byAll = (work: (worker: number) => Promise<unknown>) => rateOf(WORKERS, sampleMs, work);
  return inTurns(rounds, {
    append: () => byAll((worker) => append(store, among(own, worker), cents())),
    conditional: () => byAll(() => appendFirst(store, cents())),
    hotDecision: () => byAll((worker) => decide(store, among(hot, worker))),
    coldDecision: (round) => coldDecisions(home, events, { from: (round + 1) * looks, looks }),
    rawMany: async () =>
      WORKERS *
      (await rateOf(1, sampleMs, () =>
        raw.insertMany(Array.from({ length: WORKERS }, (_, one) => rawEvent(one))),
      )),
    rawOne: () => byAll((worker) => raw.insertOne(rawEvent(worker))),
  });
};

const inTurns = async (rounds: number, turns: Turns): Promise<Figures> => {
  const rates = new Map<string, readonly number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, turn] of Object.entries(turns)) {
      rates.set(name, [...(rates.get(name) ?? []), await turn(round)]);
    }
  }
  return Object.fromEntries([...rates].map(([name, of]) => [name, quantile(of, 0.5)]));
};

const rateOf = async (
  workers: number,
  ms: number,
  work: (worker: number) => Promise<unknown>,
): Promise<number> => {
  const { seconds, latencies } = await closedLoop(workers, ms, async (worker) => {
    await work(worker);
  });
  return latencies.length / seconds;
};

/** Decisions on entities of which the process has not heard before. */
const coldDecisions = (
  home: Home,
  events: number,
  { from, looks }: { readonly from: number; readonly looks: number },
): Promise<number> => {
  const turns = Array.from({ length: looks }, (_, look) => coldEntity(events, from + look));
  const accounts = [...new Set(turns)].map(accountOf);
  return withStore(home, (store) => {
    const all = () => pMap(accounts, (account) => decide(store, account), { concurrency: WORKERS });
    return perSecond(accounts.length, all);
  });
};
