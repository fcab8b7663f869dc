import { describe, expect, it } from '@jest/globals';
import type { EventData, RecordedEvent } from '../contract';
import { memoryStore } from '../testing';
import { decisionModel } from './declare-model';

type Paid = EventData<'Paid', { readonly cents: number }>;

const paid = (cents: number): Paid => ({ type: 'Paid', version: 1, tags: ['account:1'], data: { cents } });

const shape = {
  query: (id: string) => ({ items: [{ tags: [`account:${id}`] }] }),
  initial: 0,
  evolve: (sum: number, { data }: RecordedEvent<Paid>) => sum + data.cents,
};

describe('a decision model', () => {
  it('has a name that no other has: the second declaration says where both are', () => {
    decisionModel({ ...shape, name: 'balance' });
    const place = expect.stringMatching(/declare-model\.unit\.spec\.ts:\d+/);
    expect(() => decisionModel({ ...shape, name: 'balance' })).toThrow(
      expect.objectContaining({
        code: 'name-claimed',
        facts: { kind: 'decision model', name: 'balance', first: place, second: place },
      }),
    );
  });

  it.each(['', 'a.b', 'a:b', 'a@1', '1st', 'a b', 'system', 'x'.repeat(101)])(
    'is not called "%s"',
    (name) => {
      expect(() => decisionModel({ ...shape, name })).toThrow(
        expect.objectContaining({ code: 'invalid-name', facts: { kind: 'decision model', name } }),
      );
    },
  );

  it('keeps a state of its own for each argument, though the query is the same', async () => {
    const times = decisionModel({
      name: 'times',
      query: (_: number) => ({ items: [{ types: ['Paid'] }] }),
      initial: 0,
      evolve: (sum, { data }: RecordedEvent<Paid>, factor) => sum + factor * data.cents,
    });
    const store = await memoryStore();
    await store.append({ events: [paid(5)] });
    expect([await store.stateOf(times(1)), await store.stateOf(times(3))]).toMatchObject([
      { state: 5 },
      { state: 15 },
    ]);
  });

  it('is refused when it was put together beside its declaration', async () => {
    const model = decisionModel({ ...shape, name: 'declared' });
    const store = await memoryStore();
    const other = { ...model('1'), evolve: () => 7 };
    await expect(store.stateOf(other)).rejects.toMatchObject({
      code: 'invalid-model',
      facts: { model: 'declared' },
    });
    await expect(store.decide({ other }, () => [])).rejects.toMatchObject({ code: 'invalid-model' });
  });

  it('is not named with what no key can be made of', () => {
    const model = decisionModel({ ...shape, name: 'numbered', query: (_: number) => ({ items: [] }) });
    expect(() => model(Number.NaN)).toThrow(expect.objectContaining({ code: 'invalid-model' }));
  });

  it('shares its state with what only other events make void', async () => {
    const model = decisionModel({ ...shape, name: 'shared' });
    const narrower = model.conflictingWith((id) => ({ items: [{ types: ['Closed'], tags: [id] }] }));
    expect(narrower('1')).toMatchObject({
      key: model('1').key,
      conflictsWith: { items: [{ types: ['Closed'], tags: ['1'] }] },
    });
  });
});
