import { beforeEach, describe, expect, it } from '@jest/globals';
import { type EventData, type RecordedEvent, toPosition } from '../contract';
import type { EventStore } from '../event-store';
import { memoryStore } from '../testing';
import { decisionModel } from '../models';

type Paid = EventData<'Paid', { readonly cents: number }>;

const paid = (cents: number): Paid => ({ type: 'Paid', version: 1, tags: [], data: { cents } });
const query = () => ({ items: [{ types: ['Paid'] }] });

/** Its types let a decider change it, as JavaScript does. */
const balance = decisionModel({
  name: 'balance',
  query,
  initial: { cents: 0, lines: new Array<number>(), seen: new Set<number>(), by: new Map(), at: new Date(0) },
  evolve: (state, { data, position }: RecordedEvent<Paid>) => ({
    cents: state.cents + data.cents,
    lines: [...state.lines, data.cents],
    seen: new Set([...state.seen, position]),
    by: new Map([[position, { cents: data.cents }]]),
    at: new Date(position),
  }),
});
type Balance = Parameters<ReturnType<typeof balance>['evolve']>[0];

const changes: readonly (readonly [string, (state: Balance) => void])[] = [
  ['a member', (state) => (state.cents = 150)],
  ['a list', (state) => state.lines.push(1)],
  ['a set', (state) => state.seen.add(9)],
  ['a map', (state) => state.by.clear()],
  ['a date', (state) => state.at.setTime(5)],
];

let store: EventStore;
beforeEach(async () => {
  store = await memoryStore();
});

describe('the state of a decision model', () => {
  describe.each([
    ['initial', []],
    ['folded', [paid(100)]],
  ])('%s', (_, events) => {
    beforeEach(async () => {
      if (events.length > 0) await store.append({ events });
    });

    it.each(changes)(
      'is a value: a decider that changes %s fails at once, by name',
      async (_name, change) => {
        const before = structuredClone((await store.stateOf(balance())).state);
        const decided = store.decide({ balance: balance() }, ({ balance: state }) => {
          change(state);
          throw new Error('refused');
        });
        await expect(decided).rejects.toMatchObject({
          code: 'state-changed',
          facts: { models: ['balance'] },
        });
        expect(structuredClone((await store.stateOf(balance())).state)).toEqual(before);
      },
    );
  });

  it('is not changed by its fold: the error names the model, the event and the line', async () => {
    const changing = decisionModel({
      name: 'changing',
      query,
      initial: { cents: 0 },
      evolve: (state, { data }: RecordedEvent<Paid>) => {
        state.cents += data.cents;
        return state;
      },
    });
    await store.append({ events: [paid(5)] });
    await expect(store.stateOf(changing())).rejects.toMatchObject({
      code: 'fold-failed',
      facts: { model: 'changing', type: 'Paid', version: 1, position: 1 },
      message: expect.stringMatching(
        /changing failed at .* position 1 .*read only.*values\.unit\.spec\.ts:\d+/,
      ),
      cause: expect.any(TypeError),
    });
    await expect(store.stateAt(changing(), toPosition(0))).resolves.toMatchObject({ state: { cents: 0 } });
  });
});

describe('a state in the past', () => {
  it.each([[Number.NaN], [-1], [1.5], ['3'], [undefined], [2 ** 53]])('is not as of %p', async (position) => {
    await expect(store.stateAt(balance(), position as never)).rejects.toMatchObject({
      code: 'invalid-options',
      facts: { option: 'position' },
    });
  });
});

describe('a decider', () => {
  it.each([
    ['a promise', () => Promise.reject(new Error('too late'))],
    ['undefined', () => undefined],
    ['object', () => paid(1)],
    ['null', () => null],
    ['a list whose item 1 is no event', () => [paid(1), undefined]],
    ['a list whose item 0 is no event', () => [[paid(1)]]],
  ])('that gives back %s is an error, not nothing to do', async (given, decider) => {
    const decided = store.decide({}, decider as never);
    await expect(decided).rejects.toMatchObject({ code: 'invalid-decision', facts: { given } });
  });
});
