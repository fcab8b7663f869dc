import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, answer } from '../answers';
import { Requires } from '../auth';
import { type CommandContext, Context } from '../commands';
import { currentCorrelationId } from '../correlation';
import { Operation } from '../openapi';
import { AnswersFrom } from '../positions';
import { Problem } from '../problems';
import { projectionParams, type ProjectionParams } from './projection-params';
import { SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { type ProjectionList, projectionListBody, viewProjection } from './projection-body';

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
    @Context() { command, principal }: CommandContext,
  ): Promise<void> {
    const members = { projection: name };
    const by = principal.subject ?? currentCorrelationId();
    switch (await this.subscriptions.rebuild(name, command?.id, by)) {
      case undefined:
        throw new Problem('projection-not-found', 404, `There is no projection ${name}.`, { members });
      case 'in-progress':
        throw new Problem('rebuild-in-progress', 409, `Projection ${name} is being rebuilt already.`, {
          members,
        });
      default:
    }
  }
}
