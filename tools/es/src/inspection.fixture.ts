import type { EventData, RecordedEvent } from '@event-sourcing/event-store';
import { decisionModel } from '@event-sourcing/event-store/models';
import { z } from 'zod';

type Paid = EventData<'Paid', { readonly amount: number }>;
interface Balance {
  readonly sum: bigint;
  readonly last?: Date;
}

const initial: Balance = { sum: 0n };

const balance = decisionModel({
  name: 'es-fixture-balance',
  query: (tag: string) => ({ items: [{ types: ['Paid'], tags: [tag] }] }),
  initial,
  evolve: ({ sum }: Balance, event: RecordedEvent<Paid>): Balance => ({
    sum: sum + BigInt(event.data.amount),
    last: event.recordedAt,
  }),
});

/** The models of an account. */
export const modelsOf = (tag: string) => ({ balance: balance(tag) });

export const eventTypes = [
  { type: 'Paid', version: 1, schema: z.object({ amount: z.number() }) },
  { type: 'Refunded', version: 1, schema: z.object({}) },
];
