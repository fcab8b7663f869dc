import { setTimeout as pause } from 'node:timers/promises';
import { BenchError } from '../bench-error';
import { lineup, type MakeContestant } from '../contestants/lineup';
import type { Row, Sample } from '../harness/row';
import { httpLoad, type HttpAnswer } from '../load/http-load';
import { startBareService } from '../services/bare-service';
import { openAccount, post } from '../services/service-api';
import { sharedStack } from '../services/shared-stack';
import { LATENCIES } from './measures';

const CONNECTIONS = 64;
const DEPOSITS_BEFORE = 100;
const WRITE_EVERY_MS = 50;
const HOT = 'hot';

const read = (
  addresses: readonly string[],
  amount: number,
  asked: () => (answer: HttpAnswer) => void,
): Promise<Sample> => {
  const requests = [{ method: 'GET' as const, path: `/accounts/${HOT}`, asked }];
  return httpLoad({ addresses, connections: CONNECTIONS, amount, requests });
};

/** While it is read at both copies, deposits go on being made at one and the other. */
const bank: MakeContestant = async (_own, bench) => {
  const addresses = (await sharedStack(bench)).addresses('bank-command');
  const at = (turn: number): string => addresses[turn % addresses.length] ?? '';
  const deposit = (turn: number) => post(`${at(turn)}/accounts/${HOT}/deposits`, { amount: '1.00' });
  await openAccount(at(0), HOT);
  let acknowledged = 0;
  for (let turn = 0; turn < DEPOSITS_BEFORE; turn += 1) acknowledged = (await deposit(turn)).position;
  const isFresh = () => {
    const least = acknowledged;
    return ({ header }: HttpAnswer): void => {
      const position = Number(header('log-position'));
      if (!(position >= least)) {
        throw new BenchError('wrong-result', `read as of ${position} when ${least} was acknowledged`);
      }
    };
  };
  return {
    name: 'bank-command, 2 instances',
    run: async () => {
      const done = new AbortController();
      const writing = (async () => {
        for (let turn = 0; !done.signal.aborted; turn += 1) {
          acknowledged = (await deposit(turn)).position;
          await pause(WRITE_EVERY_MS, undefined, { signal: done.signal }).catch(() => undefined);
        }
      })();
      try {
        return await read(addresses, bench.sizes.requests, isFresh);
      } finally {
        done.abort();
        await writing;
      }
    },
    check: async () => undefined,
  };
};

const bare: MakeContestant = async ({ db }, { uri, sizes }) => {
  const services = await Promise.all([1, 2].map(() => startBareService(uri, db.databaseName)));
  const addresses = services.map(({ address }) => address);
  // Who asks looks as closely as at the bank's answers: both sides run on the same cores.
  const isThere =
    () =>
    ({ header }: HttpAnswer): void => {
      const length = Number(header('content-length'));
      if (!(length > 0)) throw new BenchError('wrong-result', `a body of ${length} bytes`);
    };
  return {
    name: 'bare endpoint, 2 instances',
    run: () => read(addresses, sizes.requests, isThere),
    check: async () => undefined,
    close: async () => {
      await Promise.all(services.map(({ stop }) => stop()));
    },
  };
};

export const httpReads: Row = {
  name: 'http-reads',
  title: '`GET /accounts/{id}` hot, 64 connections, 2 instances, freshness asserted',
  against: 'a bare Nest and Fastify endpoint that answers a constant, 2 instances',
  needsServices: true,
  cases: [
    {
      name: '64',
      title: '64 connections',
      measures: [
        { metric: 'rate', title: 'requests', unit: '/s', of: 'ratio', goal: { atLeast: 0.5 } },
        ...LATENCIES,
      ],
      open: (bench) => lineup(bench, bank, bare),
    },
  ],
};
