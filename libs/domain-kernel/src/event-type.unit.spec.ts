import { describe, expect, it } from '@jest/globals';
import { type DeclaredEventType, declareEventTypes } from '@event-sourcing/event-store';
import { z } from 'zod';
import { eventType } from './index';

const doorOpened = eventType({
  type: 'DoorOpened',
  version: 2,
  schema: z.strictObject({ doorId: z.string() }),
  tags: ({ doorId }) => [`door:${doorId}`],
  upcasts: { 1: ({ door }: { readonly door: number }) => ({ doorId: `${door}` }) },
});

describe('a declared event type', () => {
  it('makes events with its type, version and tags', () => {
    expect(doorOpened({ doorId: '7' })).toEqual({
      type: 'DoorOpened',
      version: 2,
      tags: ['door:7'],
      data: { doorId: '7' },
    });
  });

  it('says what it is, for a registry', () => {
    expect([doorOpened.type, doorOpened.version]).toEqual(['DoorOpened', 2]);
    expect(doorOpened.schema.safeParse({ doorId: '7', extra: 1 }).success).toBe(false);
  });

  it('is what an event store can be opened with', () => {
    const types = declareEventTypes([doorOpened] satisfies readonly DeclaredEventType[]);
    expect(() => types.check(doorOpened({ doorId: '7' }), 'event')).not.toThrow();
    const wrong = { ...doorOpened({ doorId: '7' }), tags: ['door:8'] };
    expect(() => types.check(wrong, 'event')).toThrow('missing door:7; not derived door:8');
  });
});
