import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '@event-sourcing/histories';
import type { Log } from '@event-sourcing/tools-kit';
import { MongoClient } from 'mongodb';
import { type Arena, inArena } from './arena';
import { type Call, isCommand } from './evidence/call';
import type { Evidence, Watched } from './evidence/evidence';
import { logsOf, modelsOf } from './evidence/gather';
import { outcomeOf } from './evidence/outcome';
import { witness } from './evidence/witness';
import type { FaultKind, Inflicted } from './faults/fault';
import { inflictFaults } from './faults/inflict-faults';
import { linkFaults } from './faults/links';
import { processFaults, send } from './faults/processes';
import { slowConsumers } from './faults/slow-consumers';
import { instant } from './load/attempt';
import { Client } from './load/client';
import { load } from './load/load';
import { Watcher } from './load/watcher';
import { recoveryOf } from './recovery';
import { untilSettled } from './settled';

export interface ChaosOptions {
  readonly seed: number;
  /** How long faults are done; the run ends when all is mended, settled and told. */
  readonly minutes: number;
  /** So many faults end it before. */
  readonly faults?: number;
  readonly clients: number;
  readonly log: Log;
  /** Only faults whose names it is. */
  readonly only?: readonly string[];
  readonly distDir?: string | undefined;
  readonly signal?: AbortSignal;
}

/** What a run leaves behind. */
export interface ChaosRun {
  readonly seed: number;
  /** When it began, by the clock that calls are timed with. */
  readonly began: number;
  readonly inflicted: readonly Inflicted[];
  readonly evidence: Evidence;
}

const WATCHED = ['watched-1', 'watched-2'];
const RESOLVED = 0.5;
const TOLD_WITHIN_MS = 60_000;
const QUIET_MS = 2_000;

const kindsIn = (arena: Arena, watchers: ReadonlyMap<string, Watcher>): readonly FaultKind[] => {
  const services = arena.stack.services.map(({ name }) => name);
  return [
    ...processFaults(() => arena.stack.pids(), services),
    ...linkFaults(arena.proxy, arena.links),
    ...(arena.clocks?.faults(services) ?? []),
    ...(arena.disk ? [arena.disk.fault(() => send(arena.stack.pids().get('engine'), 'SIGKILL'))] : []),
    slowConsumers(watchers),
  ];
};

/** Asks again some of what nobody was told. */
const resolved = async (calls: readonly Call[], client: Client, random: Random): Promise<readonly Call[]> => {
  const told: Call[] = [];
  for (const call of calls) {
    const again = isCommand(call) && outcomeOf(call).kind === 'unknown' && random.happens(RESOLVED);
    told.push(again ? await client.resolve(call) : call);
  }
  return told;
};

/** Waits for streams to tell the last change of their users. */
const untilTold = async (
  watchers: ReadonlyMap<string, Watcher>,
  client: MongoClient,
): Promise<readonly Watched[]> => {
  const giveUpAt = performance.now() + TOLD_WITHIN_MS;
  const { messages } = await logsOf(client);
  const lastOf = (user: string): number =>
    messages.findLast(({ events }) => events.some(({ data }) => data.userId === user))?.position ?? 0;
  const isTold = ([user, watcher]: readonly [string, Watcher]): boolean =>
    (watcher.watched()?.told.at(-1)?.position ?? 0) >= lastOf(user);
  while (![...watchers].every(isTold) && performance.now() < giveUpAt) await delay(100);
  return [...watchers.values()].flatMap((watcher) => watcher.watched() ?? []);
};

/** Lets clients use the system while faults are done to it, and gathers what came of it. */
export const runChaos = (options: ChaosOptions): Promise<ChaosRun> =>
  inArena(options, async (arena) => {
    const { seed, minutes, faults = Infinity, clients, log, only, signal: stop } = options;
    const random = new Random(seed);
    const began = instant();
    const over = new AbortController();
    const time = AbortSignal.timeout(minutes * 60_000);
    const signal = AbortSignal.any([over.signal, time, ...(stop ? [stop] : [])]);
    const { instances } = arena;
    const mongo = await MongoClient.connect(`${arena.stack.mongodbUri}?directConnection=true`);
    const watchers = new Map(
      WATCHED.map((user) => [user, new Watcher(user, instances['messages-query'])] as const),
    );
    const ended = new AbortController();
    try {
      const calls: Call[] = [];
      const prober = new Client(0, instances, random.fork(), calls);
      const kinds = kindsIn(arena, watchers).filter(({ name }) => only?.includes(name) ?? true);
      const watching = witness(mongo, ended.signal);
      const loading = load({
        ...{
          instances,
          random: random.fork(),
          clients,
          watched: WATCHED,
          signal: ended.signal,
          journal: calls,
        },
      });
      const { inflicted, troubles } = await inflictFaults(
        { kinds, recovered: recoveryOf(instances, prober), now: () => (instant() - began) / 1e6 },
        { random: random.fork(), log, signal, most: faults },
      );
      stop?.throwIfAborted();
      await delay(QUIET_MS);
      ended.abort();
      await loading;
      const unsettled = await untilSettled(instances);
      const logs = await logsOf(mongo);
      const known = await resolved(calls, prober, random);
      const unsettledLater = await untilSettled(instances);
      const watched = await untilTold(watchers, mongo);
      const later = await logsOf(mongo);
      const evidence: Evidence = {
        ...{ calls: known, logs, later, watched },
        ...{ witnessed: await watching, models: await modelsOf(mongo) },
        troubles: [...troubles, ...unsettled, ...unsettledLater],
      };
      return { seed, began, inflicted, evidence };
    } finally {
      ended.abort();
      for (const watcher of watchers.values()) watcher.stop();
      await mongo.close();
    }
  });
