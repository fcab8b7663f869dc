import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, answer } from '../answers/answer';
import { AnswersFrom } from '../positions/position-waiter';
import { PROJECTION_STATUS, type ProjectionStatus, type ProjectionStatusSource } from './projection-status';

@ApiTags('projections')
@AnswersFrom(PROJECTION_STATUS)
@Controller('projections')
export class ProjectionsController {
  constructor(@Inject(PROJECTION_STATUS) private readonly source: ProjectionStatusSource) {}

  @Get()
  async list(): Promise<Answer<{ readonly projections: readonly ProjectionStatus[] }>> {
    const projections = await this.source.list();
    // Each line knows its own head; the smallest is what all of them reflect.
    const position = Math.min(...projections.map(({ head }) => head));
    return answer({ projections }, { position: Number.isFinite(position) ? position : 0 });
  }
}
