import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, LogFixture } from '../subscriptions/log.fixture';
import { openTimer } from './index';

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

const opened = async (name: string, ticks: string[], fault?: () => Error | undefined) => {
  const { subscriptions, messages } = await log.instance();
  const tick = async (): Promise<void> => {
    ticks.push(name);
    const error = fault?.();
    if (error) throw error;
  };
  return { runner: await openTimer(subscriptions, { name: 'look', everyMs: 5, tick }), messages };
};

describe('a timer', () => {
  it('ticks in one instance at a time, and at once in the next when that one stops', async () => {
    const ticks: string[] = [];
    const [{ runner: first }, { runner: second }] = [await opened('a', ticks), await opened('b', ticks)];
    first.start();
    await eventually(() => expect(ticks.length).toBeGreaterThan(3));
    second.start();
    const before = ticks.length;
    await eventually(() => expect(ticks.length).toBeGreaterThan(before + 20));
    expect(new Set(ticks)).toEqual(new Set(['a']));
    expect([await first.active(), await second.active()]).toEqual([true, true]);
    await first.stop();
    const stopped = ticks.length;
    await eventually(() => expect(ticks.length).toBeGreaterThan(stopped + 3));
    expect(new Set(ticks.slice(stopped))).toEqual(new Set(['b']));
    await second.stop();
    expect(await first.active()).toBe(false);
  });

  it('ticks again after a failure, which is said once', async () => {
    const ticks: string[] = [];
    const { runner, messages } = await opened('a', ticks, () =>
      ticks.length < 4 ? new Error('nothing to read') : undefined,
    );
    runner.start();
    await eventually(() => expect(ticks.length).toBeGreaterThan(6));
    await runner.stop();
    expect(messages.filter((text) => text.includes('nothing to read'))).toHaveLength(1);
    expect(messages.at(-1)).toContain('all is well again');
  });
});
