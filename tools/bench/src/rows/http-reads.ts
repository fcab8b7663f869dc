import { ToolError } from '@event-sourcing/tools-kit';
import { lineup, type MakeContestant } from '../harness/lineup';
import type { Row, Sample } from '../harness/row';
import { httpLoad, type HttpAnswer } from '../load/http-load';
import { meanwhile } from '../load/meanwhile';
import { startBareService } from '../services/bare-service';
import { sharedStack } from '../services/bench-stack';
import { openAccount, post } from '../services/service-api';
import { LATENCIES, rate } from './measures';

const CONNECTIONS = 64;
const INSTANCES = 2;
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
  const addresses = (await sharedStack(bench, INSTANCES)).addresses('bank-command');
  await openAccount(addresses[0] ?? '', HOT);
  let [turn, acknowledged] = [0, 0];
  const deposit = async (): Promise<void> => {
    const address = addresses[(turn += 1) % addresses.length] ?? '';
    const { position } = await post(`${address}/accounts/${HOT}/deposits`, { amount: '1.00' });
    acknowledged = position;
  };
  while (turn < DEPOSITS_BEFORE) await deposit();
  const isFresh = () => {
    const least = acknowledged;
    return ({ header }: HttpAnswer): void => {
      const position = Number(header('log-position'));
      if (position >= least) return;
      throw new ToolError('wrong-result', `read as of ${position} when ${least} was acknowledged`);
    };
  };
  return {
    name: `bank-command, ${INSTANCES} instances`,
    run: () => meanwhile(WRITE_EVERY_MS, deposit, () => read(addresses, bench.sizes.requests, isFresh)),
  };
};

const bare: MakeContestant = async (own, { uri, sizes }) => {
  const services = await Promise.all(
    Array.from({ length: INSTANCES }, () => startBareService(uri, own.db.databaseName)),
  );
  // Who asks looks as closely as at the bank's answers: both sides run on the same cores.
  const isThere =
    () =>
    ({ header }: HttpAnswer): void => {
      const length = Number(header('content-length'));
      if (!(length > 0)) throw new ToolError('wrong-result', `a body of ${length} bytes`);
    };
  const addresses = services.map(({ address }) => address);
  return {
    name: `bare endpoint, ${INSTANCES} instances`,
    run: () => read(addresses, sizes.requests, isThere),
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
      measures: [rate('requests', 0.5), ...LATENCIES],
      open: (bench) => lineup(bench, bank, bare),
    },
  ],
};
