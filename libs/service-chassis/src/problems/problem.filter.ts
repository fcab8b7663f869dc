import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { SERVICE_LOGGER } from '../logging';
import { pathOf } from '../request';
import { unrouted } from './common-problems';
import type { Problem } from './problem';
import { RouteTable } from './route-table';
import { sendProblem } from './send-problem';
import { type RefusalStatuses, translate } from './translate';

/** The token of the service's table of refusals. */
export const REFUSAL_STATUSES = Symbol('refusal statuses');

/** What is wrong with a request's form is beside the point where nobody would have read it. */
const UNREAD = new Set([400, 404, 413, 415]);

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whatever is thrown anywhere leaves as a problem; a defect is logged with everything that the answer leaves out. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(REFUSAL_STATUSES) private readonly statuses: RefusalStatuses,
    private readonly routes: RouteTable,
    @Inject(SERVICE_LOGGER) private readonly logger: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.#problemFor(error, request);
    if (request.chassis !== null) request.chassis.refusedAs = problem.code;
    // A problem that was meant says all there is; under overload a line for each would cost more than the answer.
    if (problem.status >= 500 && (error !== problem || problem.cause !== undefined))
      this.#log(problem, error);
    if (!reply.sent) sendProblem(reply, problem);
  }

  #problemFor(error: unknown, request: FastifyRequest): Problem {
    const problem = translate(error, this.statuses, READS.has(request.method));
    if (!request.is404 || !UNREAD.has(problem.status)) return problem;
    return unrouted(request.method, this.routes.methodsOf(pathOf(request.url)));
  }

  #log(problem: Problem, error: unknown): void {
    if (problem.code === 'internal-error') this.logger.error({ err: error }, 'a defect: answered with 500');
    else this.logger.warn({ err: error, code: problem.code }, 'could not be answered now');
  }
}
