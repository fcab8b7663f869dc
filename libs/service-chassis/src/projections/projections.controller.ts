import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, answer } from '../answers';
import { Requires } from '../auth';
import { askedBy, type CommandContext, Context } from '../commands';
import { Operation } from '../openapi';
import { NextCursor, type NextCursorOf, pageOf } from '../paging';
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
    const { command, by } = askedBy(context);
    switch (await this.subscriptions.rebuild(name, command?.id, by)) {
      case undefined:
        throw projectionNotFound(name);
      case 'in-progress':
        throw new Problem('rebuild-in-progress', 409, `Projection ${name} is being rebuilt already.`, {
          members: { projection: name },
        });
      default:
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

  #find(name: string): ProjectionRunner {
    const projection = this.subscriptions.projection(name);
    if (projection !== undefined) return projection;
    throw projectionNotFound(name);
  }
}

const projectionNotFound = (name: string) =>
  new Problem('projection-not-found', 404, `There is no projection ${name}.`, {
    members: { projection: name },
  });
