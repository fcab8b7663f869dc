import { type ArgumentsHost, Catch, type Provider } from '@nestjs/common';
import { APP_FILTER, BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import { type EventStoreErrorCode, isEventStoreError } from '../contract';
import { isRefusal } from '../models';

/** What a filter is told of the refusals of an application. */
export interface ProblemDetailsOptions {
  /** The status of a refusal by its code; default 409. */
  readonly statuses?: Readonly<Record<string, number>>;
}

/** The statuses of the store's errors that are no defects. */
const STATUSES: Partial<Record<EventStoreErrorCode, number>> = {
  'outcome-unknown': 503,
  'retries-exhausted': 503,
  'command-answered': 503,
  'store-unavailable': 503,
  'projection-not-ready': 503,
  'position-not-reached': 504,
  closed: 503,
  'commit-id-reused': 422,
  'parked-item-not-found': 404,
  'set-aside-not-found': 404,
  'position-beyond-head': 400,
};

const RETRY_AFTER_S = '1';
const CONFLICT = 409;
const UNAVAILABLE = 503;

interface Problem {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly members: object;
}

/**
 * Answers refusals and errors of the store as RFC 9457 problem details, `application/problem+json`; whatever else is
 * thrown goes Nest's way.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
@Catch()
export class ProblemDetailsFilter extends BaseExceptionFilter {
  constructor(
    protected override readonly httpAdapterHost: HttpAdapterHost,
    private readonly options: ProblemDetailsOptions = {},
  ) {
    super();
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const problem = this.#problemOf(error);
    const adapter = this.httpAdapterHost.httpAdapter;
    if (!problem || host.getType() !== 'http') {
      super.catch(error, host);
      return;
    }
    const { code, status, detail, members } = problem;
    const response: unknown = host.switchToHttp().getResponse();
    adapter.setHeader(response, 'Content-Type', 'application/problem+json');
    if (status === UNAVAILABLE) adapter.setHeader(response, 'Retry-After', RETRY_AFTER_S);
    adapter.reply(
      response,
      { ...members, type: `urn:problem:${code}`, title: titleOf(code), status, detail, code },
      status,
    );
  }

  #problemOf(error: unknown): Problem | undefined {
    if (isRefusal(error)) {
      const status = this.options.statuses?.[error.code] ?? CONFLICT;
      return { code: error.code, status, detail: error.message, members: error.facts };
    }
    if (!isEventStoreError(error)) return undefined;
    const status = STATUSES[error.code];
    // What it says is for operators; whoever asked is told what it means for them.
    return status === undefined
      ? undefined
      : { code: error.code, status, detail: detailOf(error.code), members: {} };
  }
}

const detailOf = (code: EventStoreErrorCode): string =>
  code === 'outcome-unknown'
    ? 'Whether it was carried out is not known. Repeat the same request to learn it.'
    : 'The request was not carried out.';

const titleOf = (code: string): string => (code.charAt(0).toUpperCase() + code.slice(1)).replaceAll('-', ' ');

/** The filter for the whole application, to be listed among the providers of any module. */
export const problemDetails = (options: ProblemDetailsOptions = {}): Provider => ({
  provide: APP_FILTER,
  inject: [HttpAdapterHost],
  useFactory: (host: HttpAdapterHost) => new ProblemDetailsFilter(host, options),
});
