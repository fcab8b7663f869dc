import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Answer, answer } from '../answers/answer';
import type { CommandIdentity } from '../idempotency/command-identity';
import { Idempotency } from '../idempotency/idempotency.decorator';
import { AnswersFrom } from '../positions/position-waiter';
import { Problem } from '../problems/problem';
import { projectionParams, type ProjectionParams } from './projection-params';
import { PROJECTION_STATUS, type ProjectionStatusSource } from './projection-status';
import { type ProjectionList, projectionListBody, shownProjection } from './projection-body';

@ApiTags('projections')
@AnswersFrom(PROJECTION_STATUS)
@Controller('projections')
export class ProjectionsController {
  constructor(@Inject(PROJECTION_STATUS) private readonly source: ProjectionStatusSource) {}

  /** How the projections of this service are doing, as this instance sees them. */
  @Get()
  @ApiOkResponse({ standardSchema: projectionListBody })
  async list(): Promise<Answer<ProjectionList>> {
    const projections = await this.source.list();
    // Each line knows its own head; the smallest is what all of them reflect.
    const position = Math.min(...projections.map(({ head }) => head));
    return answer(
      { projections: projections.map(shownProjection) },
      { position: Number.isFinite(position) ? position : 0 },
    );
  }

  /** Fills a projection anew from the log; queries are answered by the old one until the new one takes over. */
  @Post(':name/rebuild')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'The rebuild has begun. `GET /projections` tells how far it is.' })
  async rebuild(
    @Param({ schema: projectionParams }) { name }: ProjectionParams,
    @Idempotency() identity: CommandIdentity | undefined,
  ): Promise<void> {
    const members = { projection: name };
    switch (await this.source.rebuild(name, identity?.commitId)) {
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
