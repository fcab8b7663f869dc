import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, answer } from '../answers';
import { Requires } from '../auth';
import { askedBy, type CommandContext, Context } from '../commands';
import { Operation } from '../openapi';
import { NextCursor, type NextCursorOf, pageOf } from '../paging';
import { heed, pauseBody, type PauseBody, readerNotFound, resumeBody, type ResumeBody } from '../pauses';
import { AnswersFrom } from '../positions';
import { Problem } from '../problems';
import {
  projectionParams,
  type ProjectionParams,
  retryBody,
  type RetryBody,
  setAsideParams,
  type SetAsideParams,
  setAsideQuery,
  type SetAsideQuery,
} from './projection-params';
import type { ProjectionRunner } from '@event-sourcing/event-store';
import { SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { type ProjectionList, projectionListBody, viewProjection } from './projection-body';
import { setAsideList, type SetAsideList, viewSetAside } from './set-aside-bodies';

@ApiTags('projections')
@AnswersFrom(SubscriptionRegistry)
@Requires('admin')
@Controller('projections')
export class ProjectionsController {
  constructor(private readonly subscriptions: SubscriptionRegistry) {}

  @Get()
  @Operation(
    'listProjections',
    'How the projections of this service are doing, as this instance sees them.',
    { answer: projectionListBody },
  )
  async list(): Promise<Answer<ProjectionList>> {
    const projections = await this.subscriptions.list();
    // Each line knows its own head; the smallest is what all of them reflect.
    const position = Math.min(...projections.map(({ head }) => head));
    return answer(
      { projections: projections.map(viewProjection) },
      { position: Number.isFinite(position) ? position : 0 },
    );
  }

  @Post(':name/rebuild')
  @HttpCode(202)
  @Operation('rebuildProjection', 'Fills a projection anew from the log.', {
    description:
      'Queries are answered by the old one until the new one takes over; `GET /projections` tells how far it is.',
    refuses: ['projection-not-found', 'rebuild-in-progress'],
  })
  async rebuild(
    @Param({ schema: projectionParams }) { name }: ProjectionParams,
    @Context() context: CommandContext,
  ): Promise<void> {
    switch (await this.subscriptions.rebuild(name, askedBy(context))) {
      case undefined:
        throw readerNotFound('projection', name);
      case 'in-progress':
        throw new Problem('rebuild-in-progress', 409, `Projection ${name} is being rebuilt already.`, {
          members: { projection: name },
        });
      case 'asked-before':
        context.note('repeated');
        break;
      case 'begun':
    }
  }

  @Get(':name/set-aside')
  @Operation('listSetAside', 'The keys that go no further, by the events at which their folds failed.', {
    answer: setAsideList,
    refuses: ['projection-not-found'],
  })
  async setAside(
    @Param({ schema: projectionParams }) { name }: ProjectionParams,
    @Query({ schema: setAsideQuery }) page: SetAsideQuery,
    @NextCursor() nextCursor: NextCursorOf,
  ): Promise<Answer<SetAsideList>> {
    const projection = this.#find(name);
    const { position } = await projection.status();
    const { cursor, order } = page;
    const found = (await projection.setAside(order)).filter(
      (event) =>
        cursor === undefined || (order === 'asc' ? event.position > cursor : event.position < cursor),
    );
    const { items, next } = pageOf(found.map(viewSetAside), page, (event) => event.position);
    return answer({ setAside: [...items], ...nextCursor(next) }, { position });
  }

  @Post(':name/set-aside/:position/retry')
  @HttpCode(202)
  @Operation('retrySetAside', 'Has the keys that an event has set aside folded again from their start.', {
    description: 'The instance that runs the projection does it, beside what comes.',
    refuses: ['projection-not-found', 'set-aside-not-found'],
  })
  async retrySetAside(
    @Param({ schema: setAsideParams }) { name, position }: SetAsideParams,
    @Body({ schema: retryBody }) body: RetryBody,
    @Context() context: CommandContext,
  ): Promise<void> {
    await this.#find(name).retrySetAside(position, { reason: body?.reason, ...askedBy(context) });
  }

  @Post(':name/pause')
  @HttpCode(202)
  @Operation(
    'pauseProjection',
    'Lets no instance run a projection until it is resumed, for a reason that is kept.',
    {
      description:
        'What is in flight is finished. Queries are answered from where it stands; a rebuild is paused with it.',
      refuses: ['projection-not-found', 'already-paused'],
    },
  )
  async pause(
    @Param({ schema: projectionParams }) { name }: ProjectionParams,
    @Body({ schema: pauseBody }) { reason }: PauseBody,
    @Context() context: CommandContext,
  ): Promise<void> {
    const outcome = await this.subscriptions.pause('projection', name, { reason, ...askedBy(context) });
    heed(outcome, { kind: 'projection', name }, context);
  }

  @Post(':name/resume')
  @HttpCode(202)
  @Operation('resumeProjection', 'Lets a projection that was paused run again, from where it was.', {
    refuses: ['projection-not-found', 'not-paused'],
  })
  async resume(
    @Param({ schema: projectionParams }) { name }: ProjectionParams,
    @Body({ schema: resumeBody }) body: ResumeBody,
    @Context() context: CommandContext,
  ): Promise<void> {
    const outcome = await this.subscriptions.resume('projection', name, {
      reason: body?.reason,
      ...askedBy(context),
    });
    heed(outcome, { kind: 'projection', name }, context);
  }

  #find(name: string): ProjectionRunner {
    const projection = this.subscriptions.projection(name);
    if (projection !== undefined) return projection;
    throw readerNotFound('projection', name);
  }
}
