import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Answer, answer } from '../answers';
import { Requires } from '../auth';
import { type CommandContext, Context } from '../commands';
import { currentCorrelationId } from '../correlation';
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

  /** How the projections of this service are doing, as this instance sees them. */
  @Get()
  @ApiOkResponse({ standardSchema: projectionListBody })
  async list(): Promise<Answer<ProjectionList>> {
    const projections = await this.subscriptions.list();
    // Each line knows its own head; the smallest is what all of them reflect.
    const position = Math.min(...projections.map(({ head }) => head));
    return answer(
      { projections: projections.map(viewProjection) },
      { position: Number.isFinite(position) ? position : 0 },
    );
  }

  /** Fills a projection anew from the log; queries are answered by the old one until the new one takes over. */
  @Post(':name/rebuild')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'The rebuild has begun. `GET /projections` tells how far it is.' })
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
