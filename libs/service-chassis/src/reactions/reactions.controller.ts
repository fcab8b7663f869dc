import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, answer } from '../answers';
import { Requires } from '../auth';
import { askedBy, type CommandContext, Context } from '../commands';
import { NextCursor, type NextCursorOf, pageOf } from '../paging';
import { Operation } from '../openapi';
import { heed, pauseBody, type PauseBody, readerNotFound, resumeBody, type ResumeBody } from '../pauses';
import { AnswersFrom } from '../positions';
import {
  type ParkedList,
  parkedList,
  type ReactionList,
  reactionList,
  viewParked,
  viewReaction,
} from './reaction-bodies';
import {
  parkedParams,
  type ParkedParams,
  parkedQuery,
  type ParkedQuery,
  reactionParams,
  type ReactionParams,
  resumeAtBody,
  type ResumeAtBody,
  retryBody,
  type RetryBody,
  skipBody,
  type SkipBody,
} from './reaction-requests';
import { ReactionsProgress } from './reactions-progress';
import type { ReactionRunner } from '@event-sourcing/event-store';
import { SubscriptionRegistry } from '@event-sourcing/event-store/nest';

/** What this service does on the outside, what of it was set aside, and what is to become of that. */
@ApiTags('reactions')
@AnswersFrom(ReactionsProgress)
@Requires('admin')
@Controller('reactions')
export class ReactionsController {
  constructor(private readonly subscriptions: SubscriptionRegistry) {}

  @Get()
  @Operation('listReactions', 'How the reactions of this service are doing, as this instance sees them.', {
    answer: reactionList,
  })
  async list(): Promise<Answer<ReactionList>> {
    const reactions = await this.subscriptions.reactions();
    // Each has come so far; the smallest is what all of them reflect.
    const position = Math.min(...reactions.map((reaction) => reaction.position));
    return answer(
      { reactions: reactions.map(viewReaction) },
      { position: Number.isFinite(position) ? position : 0 },
    );
  }

  @Get(':name/parked')
  @Operation('listParked', 'What a reaction has set aside: what failed for good, and what waits behind it.', {
    answer: parkedList,
    refuses: ['reaction-not-found'],
  })
  async parked(
    @Param({ schema: reactionParams }) { name }: ReactionParams,
    @Query({ schema: parkedQuery }) page: ParkedQuery,
    @NextCursor() nextCursor: NextCursorOf,
  ): Promise<Answer<ParkedList>> {
    const reaction = this.#find(name);
    const { position } = await reaction.status();
    const which = page.waiting ? 'all' : 'parked';
    const found = await reaction.parked(page.cursor, page.limit + 1, page.order, which);
    const { items, next } = pageOf(found, page, (item) => item.position);
    return answer({ parked: items.map(viewParked), ...nextCursor(next) }, { position });
  }

  @Post(':name/parked/:position/retry')
  @HttpCode(202)
  @Operation('retryParked', 'Has an event that was set aside done again.', {
    description: 'The instance that runs the reaction does it; what waits behind it follows in order.',
    refuses: ['reaction-not-found', 'parked-item-not-found'],
  })
  async retry(
    @Param({ schema: parkedParams }) { name, position }: ParkedParams,
    @Body({ schema: retryBody }) body: RetryBody,
    @Context() context: CommandContext,
  ): Promise<void> {
    await this.#find(name).decideAboutParked(position, {
      action: 'retry',
      reason: body?.reason,
      ...askedBy(context),
    });
  }

  @Post(':name/parked/:position/skip')
  @HttpCode(202)
  @Operation('skipParked', 'Lets an event that was set aside go undone, for a reason that is kept.', {
    description: 'What waits behind it follows.',
    refuses: ['reaction-not-found', 'parked-item-not-found'],
  })
  async skip(
    @Param({ schema: parkedParams }) { name, position }: ParkedParams,
    @Body({ schema: skipBody }) { reason }: SkipBody,
    @Context() context: CommandContext,
  ): Promise<void> {
    await this.#find(name).decideAboutParked(position, { action: 'skip', reason, ...askedBy(context) });
  }

  @Post(':name/resume-at')
  @HttpCode(202)
  @Operation(
    'resumeReactionAt',
    'Has a reaction go on behind a position of the log, for a reason that is kept.',
    {
      description:
        'For a log that was set back, and for effects that are to be repeated: the receiver knows repeats by their keys.',
      about: ['position'],
      refuses: ['reaction-not-found'],
    },
  )
  async resumeAt(
    @Param({ schema: reactionParams }) { name }: ReactionParams,
    @Body({ schema: resumeAtBody }) { position, reason }: ResumeAtBody,
    @Context() context: CommandContext,
  ): Promise<void> {
    await this.#find(name).resumeAt(position, { reason, ...askedBy(context) });
  }

  @Post(':name/pause')
  @HttpCode(202)
  @Operation(
    'pauseReaction',
    'Lets no instance run a reaction until it is resumed, for a reason that is kept.',
    {
      description: 'What is in flight is finished.',
      refuses: ['reaction-not-found', 'already-paused'],
    },
  )
  async pause(
    @Param({ schema: reactionParams }) { name }: ReactionParams,
    @Body({ schema: pauseBody }) { reason }: PauseBody,
    @Context() context: CommandContext,
  ): Promise<void> {
    const outcome = await this.subscriptions.pause('reaction', name, { reason, ...askedBy(context) });
    heed(outcome, { kind: 'reaction', name }, context);
  }

  @Post(':name/resume')
  @HttpCode(202)
  @Operation('resumeReaction', 'Lets a reaction that was paused run again, from where it was.', {
    refuses: ['reaction-not-found', 'not-paused'],
  })
  async resume(
    @Param({ schema: reactionParams }) { name }: ReactionParams,
    @Body({ schema: resumeBody }) body: ResumeBody,
    @Context() context: CommandContext,
  ): Promise<void> {
    const outcome = await this.subscriptions.resume('reaction', name, {
      reason: body?.reason,
      ...askedBy(context),
    });
    heed(outcome, { kind: 'reaction', name }, context);
  }

  #find(name: string): ReactionRunner {
    const reaction = this.subscriptions.reaction(name);
    if (reaction !== undefined) return reaction;
    throw readerNotFound('reaction', name);
  }
}
