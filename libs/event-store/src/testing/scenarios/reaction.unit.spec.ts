import { describe, expect, it } from '@jest/globals';
import type { EventData } from '../../contract';
import { decisionModel } from '../../models';
import type { Reaction, ReactionContext } from '../../reactions';
import { FakeOutside } from './fake-outside';
import { reaction } from './reaction';

type Told = EventData<'Told', { readonly to: string; readonly text: string }>;

const told = (to: string, text: string): Told => ({
  type: 'Told',
  version: 1,
  tags: [`to:${to}`],
  data: { to, text },
});
const other = (): EventData => ({ type: 'Other', version: 1, tags: ['to:b'], data: {} });

const telling = (
  outside: FakeOutside<string>,
  content: (text: string, context: ReactionContext) => string | Promise<string> = (text) => text,
): Reaction<Told> => ({
  name: 'tell',
  query: { items: [{ types: ['Told'] }] },
  startFrom: 'start',
  key: ({ data }) => data.to,
  react: async ({ data }, context) => outside.take(await content(data.text, context), context),
  classify: (error) => (error instanceof RangeError ? 'park' : 'retry'),
});

const down = new Error('503');
const HISTORY = [told('b', 'b1'), told('c', 'c1'), other(), [told('b', 'b2'), told('b', 'b3')]];

describe('given and then for a reaction', () => {
  it('calls once for each event that matches, in the order of each key', async () => {
    const outside = new FakeOutside<string>();
    const given = reaction(telling(outside)).given(HISTORY);
    await given.thenCalls({ b: [1, 4, 5], c: [2] });
    await given.thenParks({});
    expect(outside.received.filter((text) => text.startsWith('b'))).toEqual(['b1', 'b2', 'b3']);
    expect(new Set(outside.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(4);
    await expect(given.thenCalls({ b: [1, 5, 4], c: [2] })).rejects.toThrow('Other calls');
    await expect(given.thenParks({ b: [1] })).rejects.toThrow('Other events');
  });

  it('retries under the same idempotency key, before anything else of its key', async () => {
    const outside = new FakeOutside<string>().fails(down, { times: 2, when: (text) => text === 'b1' });
    const given = reaction(telling(outside)).given(HISTORY);
    await given.thenCalls({ b: [1, 1, 1, 4, 5], c: [2] });
    const { calls } = await given.outcome();
    expect(calls.filter(({ key }) => key === 'b').map(({ attempt }) => attempt)).toEqual([1, 2, 3, 1, 1]);
    expect(
      new Set(
        calls
          .slice(0, 2)
          .concat(calls)
          .map(({ idempotencyKey }) => idempotencyKey),
      ).size,
    ).toBe(4);
  });

  it('takes in once what is repeated because its answer was lost', async () => {
    const outside = new FakeOutside<string>().fails(down, {
      when: (text) => text === 'c1',
      answerLost: true,
    });
    const given = reaction(telling(outside)).given(HISTORY);
    await given.thenCalls({ b: [1, 4, 5], c: [2, 2] });
    expect(outside.received.filter((text) => text === 'c1')).toEqual(['c1']);
    expect(outside.calls.filter(({ content }) => content === 'c1')).toHaveLength(2);
  });

  it('parks what the reaction says, and what comes behind it under its key', async () => {
    const refused = new RangeError('gone');
    const outside = new FakeOutside<string>().fails(refused, {
      times: Infinity,
      when: (text) => text === 'b1',
    });
    const given = reaction(telling(outside)).given(HISTORY);
    await given.thenParks({ b: [1, 4, 5] });
    await given.thenCalls({ b: [1], c: [2] });
    expect((await given.outcome()).parked).toMatchObject([
      { attempts: 1, error: 'gone' },
      { attempts: 0 },
      { attempts: 0 },
    ]);
    expect(outside.received).toEqual(['c1']);
  });

  it('says so when it would retry without end', async () => {
    const outside = new FakeOutside<string>().fails(down, { times: Infinity, when: (text) => text === 'c1' });
    const given = reaction(telling(outside)).given(HISTORY);
    await expect(given.thenCalls({})).rejects.toThrow('position 2 (key c) failed 25 times');
  });

  it('finds content that differs from try to try', async () => {
    const outside = new FakeOutside<string>().fails(down);
    let count = 0;
    const counting = telling(outside, (text) => `${text} ${(count += 1)}`);
    await expect(
      reaction(counting)
        .given([told('b', 'b1')])
        .thenCalls({}),
    ).rejects.toThrow('something else');
  });

  it('is given states as of the position of its event', async () => {
    const countOfB = decisionModel({
      name: 'count',
      query: () => ({ items: [{ tags: ['to:b'] }] }),
      initial: 0,
      evolve: (sum) => sum + 1,
    });
    const outside = new FakeOutside<string>();
    const counting = telling(outside, async (text, { stateAt }) => {
      const count = await stateAt(countOfB());
      return `${text} of ${count}`;
    });
    await reaction(counting)
      .given(HISTORY)
      .thenCalls({ b: [1, 4, 5], c: [2] });
    expect(outside.received.toSorted()).toEqual(['b1 of 1', 'b2 of 3', 'b3 of 4', 'c1 of 1']);
  });
});
