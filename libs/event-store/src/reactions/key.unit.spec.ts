import { expect, it } from '@jest/globals';
import type { EventData } from '../contract';
import { reaction } from '../testing';
import type { Reaction } from './reaction';

const told: EventData = { type: 'Told', version: 3, tags: [], data: { to: 'b' } };

const keyed = (key: unknown): Reaction => ({
  name: 'tell',
  query: { items: [{ types: ['Told'] }] },
  startFrom: 'start',
  key: () => key as string,
  react: () => Promise.resolve(),
});

it.each([[undefined], [''], [5], [['b']]])(
  'the key of a reaction is not %j: the error names the event and the reaction',
  async (key) => {
    const outcome = reaction(keyed(key)).given([told]).outcome();
    await expect(outcome).rejects.toMatchObject({
      code: 'invalid-key',
      facts: { model: 'tell', type: 'Told', version: 3, position: 1 },
    });
  },
);
