import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deferred } from '../async';
import { defineProjection, openProjection, readModel } from '../projections';
import { openReaction, findReaction, listReactions } from '../reactions';
import { append, type Counted, counted, eventually, LogFixture } from './log.fixture';

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

const totals = (name: string) =>
  defineProjection({
    name,
    version: 1,
    query: { items: [] },
    models: {
      totals: readModel<{ readonly total: number }, Counted>({
        keys: (event) => [event.data.key],
        evolve: (state, event) => ({ total: (state?.total ?? 0) + event.data.by }),
      }),
    },
  });

describe('an operator pauses', () => {
  it('a projection: no instance runs it, a rebuild included, until it is resumed, and then it goes on from where it was', async () => {
    const [first, second] = [await log.instance(), await log.instance()];
    const runner = await openProjection(first.subscriptions, totals('paused'));
    const other = await openProjection(second.subscriptions, totals('paused'));
    const bystander = await openProjection(first.subscriptions, totals('bystander'));
    for (const one of [runner, other, bystander]) one.start();
    const before = await append(first, [counted('a')]);
    await runner.waitFor(before, { timeoutMs: 10_000 });

    expect(await second.subscriptions.pause('projection', 'paused', { by: 'ed', reason: 'repairs' })).toBe(
      'paused',
    );
    expect(await first.subscriptions.pause('projection', 'paused')).toBe('already-paused');
    await eventually(async () => expect((await other.status()).active).toBe(false));
    expect(first.messages.concat(second.messages)).toContainEqual(
      expect.stringMatching(/^paused@1: is paused since \S+ by ed: repairs$/),
    );
    const after = await append(first, [counted('a')]);
    await runner.rebuild();
    await bystander.waitFor(after, { timeoutMs: 10_000 });
    for (const one of [runner, other]) {
      expect(await one.status()).toMatchObject({
        status: 'paused',
        active: false,
        position: before,
        rebuild: { position: 0 },
        paused: { since: expect.any(Date), by: 'ed', reason: 'repairs' },
      });
    }

    expect(await first.subscriptions.resume('projection', 'paused')).toBe('resumed');
    expect(await first.subscriptions.resume('projection', 'paused')).toBe('not-paused');
    expect(await other.waitFor(after, { timeoutMs: 10_000 })).toBe(after);
    const { document } = await other.findById('totals', 'a');
    expect(document).toMatchObject({ total: 2 });
    expect(await runner.status()).not.toHaveProperty('paused');
  });

  it('a reaction: what is in flight is finished, and an instance that starts does nothing', async () => {
    const first = await log.instance();
    const seen: number[] = [];
    const called = deferred<undefined>();
    const answered = deferred<undefined>();
    const reaction = {
      name: 'effects',
      query: { items: [] },
      startFrom: 'start' as const,
      key: () => 'one',
      react: async ({ position }: { readonly position: number }) => {
        called.resolve(undefined);
        await answered.promise;
        seen.push(position);
      },
    };
    (await openReaction(first.subscriptions, reaction)).start();
    await append(first, [counted('a')]);
    await called.promise;
    await first.subscriptions.pause('reaction', 'effects');
    answered.resolve(undefined);
    await eventually(() => expect(seen).toEqual([1]));
    const stored = await findReaction(first.subscriptions, 'effects');
    await eventually(async () =>
      expect(await stored?.status()).toMatchObject({ active: false, position: 1 }),
    );

    await append(first, [counted('a')]);
    const second = await log.instance();
    const again = await openReaction(second.subscriptions, reaction);
    again.start();
    await eventually(() =>
      expect(second.messages).toContainEqual(expect.stringContaining('is paused since')),
    );
    expect(await again.status()).toMatchObject({ active: false, position: 1, lag: 1 });
    expect(seen).toEqual([1]);

    await second.subscriptions.resume('reaction', 'effects');
    await again.waitFor(2, { timeoutMs: 10_000 });
    expect(seen).toEqual([1, 2]);
  });
});

describe('a decision to pause', () => {
  it('is kept with who made it and why, and counts once under its command, also when it was taken back', async () => {
    const { subscriptions } = await log.instance();
    const command = { id: 'pause-1', request: { reason: 'repairs' } };
    const pause = () => subscriptions.pause('reaction', 'effects', { by: 'ed', reason: 'repairs', command });
    expect(await pause()).toBe('paused');
    expect(await pause()).toBe('asked-before');
    expect(await subscriptions.resume('reaction', 'effects', { by: 'flo' })).toBe('resumed');
    expect(await pause()).toBe('asked-before');
    expect(await subscriptions.resume('reaction', 'effects')).toBe('not-paused');
    await expect(
      subscriptions.pause('reaction', 'effects', { command: { ...command, request: {} } }),
    ).rejects.toMatchObject({ code: 'commit-id-reused' });
    const kept = await subscriptions.context.store.db.collection('operator-decisions').find().toArray();
    expect(kept).toMatchObject([
      { subscription: 'reaction:effects', action: 'pause', by: 'ed', reason: 'repairs' },
      { subscription: 'reaction:effects', action: 'resume', by: 'flo' },
    ]);
  });

  it('is made once by whoever is first, of many at the same time', async () => {
    const { subscriptions } = await log.instance();
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => subscriptions.pause('projection', 'contended')),
    );
    expect(outcomes.toSorted()).toEqual(['already-paused', 'already-paused', 'already-paused', 'paused']);
  });
});

describe('a reaction whose code is elsewhere', () => {
  it('is found by its checkpoint', async () => {
    const { subscriptions } = await log.instance();
    const reaction = {
      name: 'effects',
      query: { items: [] },
      startFrom: 'start' as const,
      key: () => 'one',
      react: async () => undefined,
    };
    await openReaction(subscriptions, reaction);
    expect(await listReactions(subscriptions)).toEqual(['effects']);
    expect(await findReaction(subscriptions, 'others')).toBeUndefined();
  });
});
