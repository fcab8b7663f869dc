import { expectSame } from '../expect-same';
import { Depositing } from '../contestants/depositing';
import { accountIds } from '../contestants/payload';
import { each, rates, single, type MakeContestant } from '../harness/row';
import { startBareService } from '../services/bare-service';
import { sharedStack } from '../services/bench-stack';
import { balanceOf, openAccount } from '../services/service-api';

const IDS = accountIds(64, 'deposits');

const bank: MakeContestant = async (bench) => {
  const [address = ''] = (await sharedStack(bench, 2)).addresses('bank-command');
  for (const id of IDS) await openAccount(address, id);
  const depositing = new Depositing(address, IDS);
  return {
    name: 'bank-command',
    run: () => depositing.run(bench.sizes.requests),
    check: () => depositing.check((id) => balanceOf(address, id)),
  };
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
