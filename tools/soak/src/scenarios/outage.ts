import { setTimeout as pause } from 'node:timers/promises';
import { type Engine, type StartEngineOptions, startEngine } from '@event-sourcing/engine';
import { EVERYTHING, isEventStoreError, openProjection, START } from '@event-sourcing/event-store';
import { openInstance } from '../instance';
import { differences } from '../replayed';
import { counted, tallies } from '../tally';

export interface OutageOptions {
  readonly engine: StartEngineOptions;
  readonly awayMs: number;
  /** Events before, and after. */
  readonly events: number;
}

/** The engine is stopped for a while and started again: writers, projections and followers are to go on by themselves. */
export const outage = async ({ engine: options, awayMs, events }: OutageOptions) => {
  let engine: Engine = await startEngine(options);
  const place = { uri: engine.uri, dbName: 'soak' };
  const port = Number(new URL(engine.uri).port);
  const { store, subscriptions, lines, close } = await openInstance(place);
  const runner = await openProjection(subscriptions, tallies);
  runner.start();
  const faults: string[] = [];
  let seen = 0;
  const end = new AbortController();
  const following = (async () => {
    const which = { query: EVERYTHING, after: START, signal: end.signal };
    for await (const { position } of subscriptions.follow(which)) {
      seen += 1;
      if (position !== seen) faults.push(`the follower: ${position} came in place of ${seen}`);
    }
  })();
  // Appends that were told to come back while it was away.
  let refused = 0;
  const append = async (id: string): Promise<void> => {
    for (;;) {
      try {
        await store.append({ command: { id, anyRequest: true }, events: [counted(id.slice(-1), 1)] });
        return;
      } catch (error) {
        if (!isEventStoreError(error, 'store-unavailable') && !isEventStoreError(error, 'outcome-unknown'))
          throw error;
        refused += 1;
        await pause(100);
      }
    }
  };
  const appendAll = async (name: string): Promise<void> => {
    for (let index = 0; index < events; index += 1) await append(`${name}-${index}`);
  };
  const until = async (position: number): Promise<void> => {
    while (
      (await runner.tryWaitFor(position, { timeoutMs: 1_000 }).catch(() => 0)) < position ||
      seen < position
    ) {
      await pause(20);
    }
  };
  try {
    await appendAll('before');
    await until(events);
    await engine.stop();
    const appending = appendAll('after');
    await pause(awayMs);
    engine = await startEngine({ ...options, port });
    const back = performance.now();
    await appending;
    await until(2 * events);
    // From the engine's return until everything was read again.
    const resumedMs = Math.round(performance.now() - back);
    faults.push(...(await differences(store, runner)));
    const head = await store.head();
    if (head !== 2 * events) faults.push(`the head is ${head} instead of ${2 * events}`);
    end.abort();
    await following;
    return { events: head, resumedMs, refused, lines, faults };
  } finally {
    end.abort();
    await close();
    await engine.stop();
  }
};
