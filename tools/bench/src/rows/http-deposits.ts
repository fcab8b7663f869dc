import { expectSame } from '../expect-same';
import { Depositing } from '../contestants/depositing';
import { accountIds } from '../contestants/payload';
import type { Bench } from '../harness/bench';
import { type Contestant, each, rates, ratio, single, type MakeContestant } from '../harness/row';
import { startBareService } from '../services/bare-service';
import { sharedStack, startBenchStack } from '../services/bench-stack';
import { balanceOf, openAccount } from '../services/service-api';

const IDS = accountIds(64, 'deposits');

const depositingAt = async (
  bench: Bench,
  name: string,
  address = '',
  amount = bench.sizes.requests,
): Promise<Contestant> => {
  for (const id of IDS) await openAccount(address, id);
  const depositing = new Depositing(address, IDS);
  return {
    name,
    run: () => depositing.run(amount),
    check: () => depositing.check((id) => balanceOf(address, id)),
  };
};

const bank: MakeContestant = async (bench) =>
  depositingAt(bench, 'bank-command', (await sharedStack(bench, 2)).addresses('bank-command')[0]);

/** What metrics cost is less than what a busy machine differs by from one second to the next. */
const SLICES = 6;

/** A stack of its own, which counts, or does not. */
const counting =
  (name: string, env: NodeJS.ProcessEnv): MakeContestant =>
  async (bench) => {
    const stack = await startBenchStack(bench, 1, env);
    bench.atEnd(() => stack.stop());
    const amount = Math.ceil(bench.sizes.requests / SLICES);
    return depositingAt(bench, name, stack.addresses('bank-command')[0], amount);
  };

const bare: MakeContestant = async (bench) => {
  const { db } = await bench.database();
  const depositing = new Depositing(await startBareService(bench, db.databaseName), IDS);
  return {
    name: 'bare endpoint, insertOne',
    run: () => depositing.run(bench.sizes.requests),
    check: async () =>
      expectSame('documents', await db.collection('events').countDocuments(), depositing.count),
  };
};

export const httpDeposits = single({
  name: 'http-deposits',
  title: '`POST /deposits` over HTTP, 64 connections',
  against: 'a bare Nest and Fastify endpoint that does one raw `insertOne`',
  needsServices: true,
  measures: rates('requests', 1.5),
  open: each(bank, bare),
});

export const httpMetrics = single({
  name: 'http-metrics',
  title: '`POST /deposits` over HTTP, 64 connections, metrics on',
  against: 'the same without `METRICS_PORT`',
  needsServices: true,
  measures: [ratio('rate', 'requests', '/s', { atLeast: 0.97, orWithinSpread: true })],
  slices: SLICES,
  open: each(counting('metrics on', { METRICS_PORT: '0' }), counting('metrics off', { METRICS_PORT: '' })),
});
