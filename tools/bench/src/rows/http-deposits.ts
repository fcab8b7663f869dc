import { expectSame } from '../expect-same';
import { Depositing } from '../contestants/depositing';
import { accountIds } from '../contestants/payload';
import { lineup, type MakeContestant } from '../harness/lineup';
import type { Row } from '../harness/row';
import { startBareService } from '../services/bare-service';
import { sharedStack } from '../services/bench-stack';
import { balanceOf, openAccount } from '../services/service-api';
import { LATENCIES, rate } from './measures';

const ACCOUNTS = 64;

const bank: MakeContestant = async (_own, bench) => {
  const [address = ''] = (await sharedStack(bench, 2)).addresses('bank-command');
  const ids = accountIds(ACCOUNTS, 'deposits');
  for (const id of ids) await openAccount(address, id);
  const depositing = new Depositing(address, ids);
  return {
    name: 'bank-command',
    run: () => depositing.run(bench.sizes.requests),
    check: () => depositing.check((id) => balanceOf(address, id)),
  };
};

const bare: MakeContestant = async ({ db }, { uri, sizes }) => {
  const service = await startBareService(uri, db.databaseName);
  const depositing = new Depositing(service.address, accountIds(ACCOUNTS, 'deposits'));
  return {
    name: 'bare endpoint, insertOne',
    run: () => depositing.run(sizes.requests),
    check: async () =>
      expectSame('documents', await db.collection('events').countDocuments(), depositing.count),
    close: service.stop,
  };
};

export const httpDeposits: Row = {
  name: 'http-deposits',
  title: '`POST /deposits` over HTTP, 64 connections',
  against: 'a bare Nest and Fastify endpoint that does one raw `insertOne`',
  needsServices: true,
  cases: [
    {
      name: '64',
      title: '64 connections',
      measures: [rate('requests', 1.5), ...LATENCIES],
      open: (bench) => lineup(bench, bank, bare),
    },
  ],
};
