import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineProjection, openProjection, readModel } from '../projections';
import { openReaction, type Reaction } from '../reactions';
import { openTimer } from '../timers';
import { LogFixture } from './log.fixture';
import { Subscriptions } from './subscriptions';

const QUERY = { items: [{ types: ['Counted'] }] };

const projectionOf = (model: string, name = 'totals') =>
  defineProjection({
    name,
    version: 1,
    query: QUERY,
    models: { [model]: readModel<{ readonly by: number }, never>({ keys: () => [], evolve: (row) => row }) },
  });

const reaction: Reaction = {
  name: 'totals',
  query: QUERY,
  startFrom: 'start',
  key: () => 'one',
  react: () => Promise.resolve(),
};

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

describe('a name', () => {
  it('is taken once on a store, by one of each kind, until its subscriptions are closed', async () => {
    const { store, subscriptions } = await log.instance();
    await openProjection(subscriptions, projectionOf('rows'));
    await openReaction(subscriptions, reaction);
    await openTimer(subscriptions, { name: 'totals', everyMs: 5, tick: () => Promise.resolve() });

    const place = expect.stringMatching(/names\.int\.spec\.ts:\d+/);
    const others = await Subscriptions.open(store);
    const claimed = { code: 'name-claimed', facts: { name: 'totals', first: place, second: place } };
    await expect(openProjection(others, projectionOf('other'))).rejects.toMatchObject(claimed);
    await expect(openReaction(others, { ...reaction })).rejects.toMatchObject(claimed);

    await subscriptions.close();
    await openReaction(others, reaction);
    await others.close();
  });

  it.each(['a.b', '', 'system'])('of a projection or a model is not "%s"', async (name) => {
    const { subscriptions } = await log.instance();
    const opened = openProjection(subscriptions, projectionOf('rows', name));
    await expect(opened).rejects.toMatchObject({ code: 'invalid-name', facts: { kind: 'projection', name } });
    const named = openProjection(subscriptions, projectionOf(name));
    await expect(named).rejects.toMatchObject({ code: 'invalid-name', facts: { kind: 'read model', name } });
  });
});
