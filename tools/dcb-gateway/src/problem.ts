import { STATUS_CODES } from 'node:http';
import { isEventStoreError } from '@event-sourcing/event-store';

/** One fault of a request: where (`options.from`, `events.0.type`), and what is wrong. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** A refusal, as it is answered: problem details (RFC 9457) with a stable code. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly faults: readonly Fault[] = [],
  ) {
    super(detail);
  }

  /** The body of the answer. */
  toBody(instance: string) {
    const title = STATUS_CODES[this.status] ?? 'Error';
    const { status, code, message: detail, faults } = this;
    const errors = faults.length > 0 ? { errors: faults } : {};
    return { type: `urn:problem:${code}`, title, status, detail, instance, code, ...errors };
  }
}

export const validationFailed = (faults: readonly Fault[]): Problem =>
  new Problem(
    400,
    'validation-failed',
    faults.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '),
    faults,
  );

const STATUS_OF_STORE_ERROR: Readonly<Record<string, number>> = {
  'invalid-append': 400,
  'position-beyond-head': 400,
  'store-unavailable': 503,
  'outcome-unknown': 503,
  closed: 503,
};

/** Translates whatever a request ran into. What nobody foresaw is a 500, and tells nothing of the inside. */
export const toProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (isEventStoreError(error)) {
    const status = STATUS_OF_STORE_ERROR[error.code];
    if (status !== undefined) return new Problem(status, error.code, error.message);
  }
  const status = transportStatus(error);
  if (status !== undefined && error instanceof Error) {
    return new Problem(status, CODE_OF_STATUS[status] ?? 'validation-failed', error.message);
  }
  return new Problem(500, 'internal-error', 'Something went wrong here; the gateway has printed it.');
};

const CODE_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'malformed-json',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
};

/** What Fastify refuses before a handler sees it says so by its status. */
const transportStatus = (error: unknown): number | undefined =>
  error instanceof Error &&
  'statusCode' in error &&
  typeof error.statusCode === 'number' &&
  error.statusCode >= 400 &&
  error.statusCode < 500
    ? error.statusCode
    : undefined;
