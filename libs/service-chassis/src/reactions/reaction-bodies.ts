import { z } from 'zod';
import type { ParkedItem, ReactionStatus } from '@event-sourcing/event-store';
import { pausedBody, viewPause } from '../pauses';

const position = z.int().min(0);

const reactionBody = z
  .object({
    name: z.string(),
    status: z.enum(['running', 'waiting', 'paused', 'rebuilding', 'failed']),
    position,
    head: position,
    lag: position.meta({ description: 'In events.' }),
    waiting: position.meta({ description: 'Events that are tried again and again beside the log.' }),
    parked: position.meta({ description: 'Events set aside, those that wait behind others included.' }),
    oldest: z
      .object({ position: z.int().min(1), since: z.iso.datetime(), error: z.string() })
      .optional()
      .meta({ description: 'The earliest that stands beside the log.' }),
    error: z.string().optional(),
    paused: pausedBody.optional(),
  })
  .meta({ id: 'Reaction' });

export const reactionList = z.object({ reactions: z.array(reactionBody) }).meta({ id: 'ReactionList' });
export type ReactionList = z.output<typeof reactionList>;

const parkedBody = z
  .object({
    position: z.int().min(1),
    key: z.string(),
    attempts: z.int().min(0).meta({ description: '0: it waits behind an earlier one of its key.' }),
    error: z.string(),
    since: z.iso.datetime(),
  })
  .meta({ id: 'ParkedItem' });

export const parkedList = z
  .object({ parked: z.array(parkedBody), nextCursor: z.string().optional() })
  .meta({ id: 'ParkedList' });
export type ParkedList = z.output<typeof parkedList>;

/** A line of `GET /reactions`; what else a source knows is not shown. */
export const viewReaction = ({
  oldest,
  paused,
  ...status
}: ReactionStatus): ReactionList['reactions'][number] =>
  reactionBody.parse({
    ...status,
    ...(paused && { paused: viewPause(paused) }),
    ...(oldest && { oldest: { ...oldest, since: oldest.since.toISOString() } }),
  });

export const viewParked = ({ since, ...item }: ParkedItem): ParkedList['parked'][number] =>
  parkedBody.parse({ ...item, since: since.toISOString() });
