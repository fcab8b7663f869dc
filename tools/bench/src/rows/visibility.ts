import { atConstantRate } from '@event-sourcing/tools-kit';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { expectSame } from '../expect-same';
import { arriving } from '../contestants/appending';
import { openRawLog } from '../contestants/raw-log';
import { each, ratio, single, value, type MakeContestant } from '../harness/row';
import { percentiles, quantile } from '../harness/statistics';
import { sharedStack } from '../services/bench-stack';
import { get, post } from '../services/service-api';

const PER_SECOND = 200;
const USERS = 20;
/** Before the time that counts: who slept until now looks seldom, and this is about those who are at work. */
const LEAD_IN_MS = 1_000;

const unreadCount = z.object({ unread: z.int() });

/** From a command's answer until messages-query, asked at once for that position, has answered. */
const messages: MakeContestant = async (bench) => {
  const stack = await sharedStack(bench, 2);
  const [command = ''] = stack.addresses('messages-command');
  const queries = stack.addresses('messages-query');
  const sent = new Map<string, number>();
  const run = async () => {
    // Only one of the instances fills the read model; a client may come to either.
    const byInstance = queries.map((query) => ({ query, latencies: new Array<number>() }));
    const begin = performance.now();
    let [operations, first] = [0, 0];
    await atConstantRate(PER_SECOND, LEAD_IN_MS + bench.sizes.sampleMs, async (arrival) => {
      const user = `user-${arrival % USERS}`;
      const asked = byInstance[arrival % byInstance.length];
      if (asked === undefined) return;
      const { position } = await post(`${command}/users/${user}/messages`, {
        text: 'You received 12.50 EUR',
      });
      const answeredAt = performance.now();
      await get(`${asked.query}/users/${user}/unread-count?after=${position}`, unreadCount);
      const took = performance.now() - answeredAt;
      if (answeredAt > begin + LEAD_IN_MS) asked.latencies.push(took);
      if (arrival === 0) first = took;
      operations += 1;
      sent.set(user, (sent.get(user) ?? 0) + 1);
    });
    const medians = byInstance.map(({ latencies }) => quantile(latencies, 0.5));
    const latencies = byInstance.flatMap((one) => one.latencies);
    const [near, far] = [Math.min(...medians), Math.max(...medians)];
    return { operations, ...percentiles(latencies), near, far, first };
  };
  const check = async () => {
    for (const [user, count] of sent) {
      const { unread } = await get(`${queries[0] ?? ''}/users/${user}/unread-count`, unreadCount);
      expectSame(`unread messages of ${user}`, unread, count);
    }
  };
  return { name: 'answer → visible', run, check };
};

export const visibility = single({
  name: 'visibility',
  title: 'answer of a command → visible on messages-query, 200 events/s',
  against: 'raw `insertOne` latency',
  needsServices: true,
  measures: [
    ratio('p50', 'p50', 'ms', { atMost: 4 }),
    ratio('p99', 'p99', 'ms', { atMost: 20 }),
    value('near', 'p50 at the quicker of two instances', 'ms'),
    value('far', 'p50 at the other one', 'ms'),
    value('first', 'the first after a rest', 'ms'),
  ],
  open: each(messages, arriving('raw insertOne', openRawLog, PER_SECOND, USERS)),
});
