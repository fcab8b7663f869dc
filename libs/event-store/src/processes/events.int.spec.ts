import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EVERYTHING } from '../contract';
import { append, eventually, LogFixture } from '../subscriptions/log.fixture';
import { openProcessManager } from './index';
import { cancelled, type Order, paid, placed, unpaidOrders } from './orders.fixture';

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

const NEVER = '2099-01-01T00:00:00.000Z';

describe('a process manager, after an event', () => {
  it('takes each step once, however often it is called again', async () => {
    const on = await log.instance();
    const calls: string[] = [];
    const seen: Order['status'][] = [];
    const runner = await openProcessManager(
      on.subscriptions,
      unpaidOrders({
        retry: { firstMs: 1, maxMs: 5 },
        onEvent: async ({ type }, { id, state, decide }) => {
          if (type !== 'OrderPlaced') return;
          seen.push(state.status);
          await decide({}, () => [paid(id)], { step: 'pay' });
          await decide({}, () => [cancelled(id)], { step: 'cancel' });
          calls.push(id);
          if (calls.length < 3) throw new Error('lost after it was written');
        },
      }),
    );
    runner.start();
    await append(on, [placed('a', NEVER)]);
    await eventually(() => expect(calls).toHaveLength(3));
    const types: string[] = [];
    for await (const { type, metadata } of on.store.read(EVERYTHING)) {
      types.push(type);
      if (type !== 'OrderPlaced') expect(metadata.causationId).toBeDefined();
    }
    expect(types).toEqual(['OrderPlaced', 'OrderPaid', 'OrderCancelled']);
    expect(seen).toEqual(['placed', 'placed', 'placed']);
  });

  it('is told when two of its steps have one name', async () => {
    const on = await log.instance();
    const runner = await openProcessManager(
      on.subscriptions,
      unpaidOrders({
        onEvent: async (_, { id, decide }) => {
          await decide({}, () => [paid(id)]);
          await decide({}, () => [cancelled(id)]);
        },
      }),
    );
    runner.start();
    await append(on, [placed('a', NEVER)]);
    await eventually(() => expect(on.messages.join()).toMatch(/takes the step decide twice.*\{ step \}/));
  });

  it('needs something to do, and for its deadlines how they are met', async () => {
    const { subscriptions } = await log.instance();
    const { deadline, onDeadline, ...nothing } = unpaidOrders();
    await expect(openProcessManager(subscriptions, nothing)).rejects.toMatchObject({
      code: 'invalid-options',
      facts: { option: 'onEvent' },
    });
    await expect(
      openProcessManager(subscriptions, { ...nothing, ...(deadline && { deadline }) }),
    ).rejects.toMatchObject({
      code: 'invalid-options',
      facts: { option: 'onDeadline' },
    });
    await expect(
      openProcessManager(subscriptions, { ...nothing, ...(onDeadline && { onDeadline }) }),
    ).rejects.toMatchObject({
      code: 'invalid-options',
      facts: { option: 'deadline' },
    });
  });
});
