import { ToolError } from '@event-sourcing/tools-kit';
import { each, rates, single, type MakeContestant } from '../harness/row';
import { httpLoad } from '../load/http-load';
import { meanwhile } from '../load/meanwhile';
import { startBareService } from '../services/bare-service';
import { sharedStack } from '../services/bench-stack';
import { openAccount, post } from '../services/service-api';

const INSTANCES = 2;
const DEPOSITS_BEFORE = 100;
const WRITE_EVERY_MS = 50;
const PATH = '/accounts/hot';

/** While it is read at both copies, deposits go on being made at one and the other. */
const bank: MakeContestant = async (bench) => {
  const addresses = (await sharedStack(bench, INSTANCES)).addresses('bank-command');
  await openAccount(addresses[0] ?? '', 'hot');
  let [turn, acknowledged] = [0, 0];
  const deposit = async (): Promise<void> => {
    const address = addresses[(turn += 1) % addresses.length] ?? '';
    acknowledged = (await post(`${address}${PATH}/deposits`, { amount: '1.00' })).position;
  };
  while (turn < DEPOSITS_BEFORE) await deposit();
  const asked = () => {
    const least = acknowledged;
    return (headers: ReadonlyMap<string, string>): void => {
      const position = Number(headers.get('log-position'));
      if (position >= least) return;
      throw new ToolError('wrong-result', `read as of ${position} when ${least} was acknowledged`);
    };
  };
  const load = { addresses, amount: bench.sizes.requests, requests: [{ path: PATH, asked }] };
  return {
    name: `bank-command, ${INSTANCES} instances`,
    run: () => meanwhile(WRITE_EVERY_MS, deposit, () => httpLoad(load)),
  };
};

const bare: MakeContestant = async (bench) => {
  const { db } = await bench.database();
  const starting = Array.from({ length: INSTANCES }, () => startBareService(bench, db.databaseName));
  const addresses = await Promise.all(starting);
  // Who asks looks as closely as at the bank's answers: both sides run on the same cores.
  const asked = () => (headers: ReadonlyMap<string, string>) => {
    const length = Number(headers.get('content-length'));
    if (!(length > 0)) throw new ToolError('wrong-result', `a body of ${length} bytes`);
  };
  const load = { addresses, amount: bench.sizes.requests, requests: [{ path: PATH, asked }] };
  return { name: `bare endpoint, ${INSTANCES} instances`, run: () => httpLoad(load) };
};

export const httpReads = single({
  name: 'http-reads',
  title: '`GET /accounts/{id}` hot, 64 connections, 2 instances, freshness asserted',
  against: 'a bare Nest and Fastify endpoint that answers a constant, 2 instances',
  needsServices: true,
  measures: rates('requests', 0.5),
  open: each(bank, bare),
});
