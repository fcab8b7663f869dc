import { z } from 'zod';
import { longAccount } from '../contestants/long-account';
import { ratio, single, value, type Contestant } from '../harness/row';
import type { Bench } from '../harness/bench';
import { closedLoop, loopSample } from '../load/closed-loop';
import { startBenchStack } from '../services/bench-stack';
import { get } from '../services/service-api';

const PAGE = 50;
const page = z.object({ lines: z.array(z.object({})), nextCursor: z.string().optional() });

/** Pages through a statement, from its beginning and from its end, in turns. */
const paging = (name: string, address: string, id: string, { sizes }: Bench): Contestant => {
  const cursors = new Map<string, string | undefined>();
  let turn = 0;
  const one = async (): Promise<void> => {
    const order = (turn += 1) % 2 === 0 ? 'asc' : 'desc';
    const cursor = cursors.get(order);
    const query = `limit=${PAGE}&order=${order}${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const { lines, nextCursor } = await get(`${address}/accounts/${id}/statement?${query}`, page);
    if (lines.length === 0) throw new Error(`A page of ${id} is empty.`);
    cursors.set(order, nextCursor);
  };
  return { name, run: async () => loopSample(await closedLoop(1, sizes.sampleMs, one)) };
};

export const statementPage = single({
  name: 'statement-page',
  title: 'a page of 50 of a statement of 100,000 movements over HTTP, from both ends',
  against: 'the same of a statement of 100',
  needsServices: true,
  measures: [ratio('p50', 'p50', 'ms', { atMost: 1.5 }), value('p99', 'p99', 'ms')],
  open: async (bench) => {
    const { own, long, short } = await longAccount(bench, bench.sizes.logEvents);
    const stack = await startBenchStack(bench, 1, { BANK_DATABASE: own.db.databaseName });
    bench.atEnd(() => stack.stop());
    const [address = ''] = stack.addresses('bank-command');
    return [
      paging(`${bench.sizes.logEvents.toLocaleString('en')} movements`, address, long, bench),
      paging('100 movements', address, short, bench),
    ];
  },
});
