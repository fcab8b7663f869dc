import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { eventType } from './index';

const doorOpened = eventType({
  type: 'DoorOpened',
  version: 2,
  schema: z.strictObject({ doorId: z.string() }),
  tags: ({ doorId }) => [`door:${doorId}`],
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
});
