import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Answer, answer } from '../answers/answer';
import { currentCorrelationId } from '../correlation';
import type { CommandIdentity } from '../idempotency/command-identity';
import { Idempotency } from '../idempotency/idempotency.decorator';
import { type MakeCursor, NextCursor } from '../paging';
import { AnswersFrom } from '../positions/position-waiter';
import { Problem } from '../problems/problem';
import { type ParkedList, parkedList, type ReactionList, reactionList } from './reaction-bodies';
import { shownParked, shownReaction } from './reaction-bodies';
import {
  parkedParams,
  type ParkedParams,
  parkedQuery,
  type ParkedQuery,
  reactionParams,
  type ReactionParams,
  retryBody,
  type RetryBody,
  skipBody,
  type SkipBody,
} from './reaction-requests';
import { type InspectedReaction, REACTION_STATUS, type ReactionStatusSource } from './reaction-status';

/** What this service does on the outside, what of it was set aside, and what is to become of that. */
@ApiTags('reactions')
@AnswersFrom(REACTION_STATUS)
@Controller('reactions')
export class ReactionsController {
  constructor(@Inject(REACTION_STATUS) private readonly source: ReactionStatusSource) {}

  /** How the reactions of this service are doing, as this instance sees them. */
  @Get()
  @ApiOkResponse({ standardSchema: reactionList })
  async list(): Promise<Answer<ReactionList>> {
    const reactions = await this.source.reactions();
    // Each line knows its own head; the smallest is what all of them reflect.
    const position = Math.min(...reactions.map(({ head }) => head));
    return answer(
      { reactions: reactions.map(shownReaction) },
      { position: Number.isFinite(position) ? position : 0 },
    );
  }

  /** What a reaction has set aside: what failed for good, and what waits behind it. */
  @Get(':name/parked')
  @ApiOkResponse({ standardSchema: parkedList })
  async parked(
    @Param({ schema: reactionParams }) { name }: ReactionParams,
    @Query({ schema: parkedQuery }) { cursor, limit, order }: ParkedQuery,
    @NextCursor() cursorAfter: MakeCursor,
  ): Promise<Answer<ParkedList>> {
    const reaction = this.find(name);
    const { head } = await reaction.status();
    const found = await reaction.parked(cursor, limit + 1, order);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last !== undefined && { nextCursor: cursorAfter(last.position) };
    return answer({ parked: page.map(shownParked), ...next }, { position: head });
  }

  /** Has an event that was set aside done again; what waits behind it follows in order. */
  @Post(':name/parked/:position/retry')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'It is done again by the instance that runs the reaction.' })
  async retry(
    @Param({ schema: parkedParams }) { name, position }: ParkedParams,
    @Body({ schema: retryBody }) body: RetryBody,
    @Idempotency() identity: CommandIdentity | undefined,
  ): Promise<void> {
    await this.find(name).decideAboutParked(position, {
      ...{ action: 'retry', reason: body?.reason },
      ...askedBy(identity),
    });
  }

  /** Lets an event that was set aside go undone, for a reason that is kept; what waits behind it follows. */
  @Post(':name/parked/:position/skip')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'It is not done any more.' })
  async skip(
    @Param({ schema: parkedParams }) { name, position }: ParkedParams,
    @Body({ schema: skipBody }) { reason }: SkipBody,
    @Idempotency() identity: CommandIdentity | undefined,
  ): Promise<void> {
    await this.find(name).decideAboutParked(position, { action: 'skip', reason, ...askedBy(identity) });
  }

  private find(name: string): InspectedReaction {
    const reaction = this.source.reaction(name);
    if (reaction !== undefined) return reaction;
    throw new Problem('reaction-not-found', 404, `There is no reaction ${name}.`, {
      members: { reaction: name },
    });
  }
}

/** Nobody is known by name; the request is, and its correlation id leads to whoever sent it. */
const askedBy = (identity: CommandIdentity | undefined) => ({
  by: currentCorrelationId(),
  id: identity?.commitId,
  fingerprint: identity?.fingerprint,
});
