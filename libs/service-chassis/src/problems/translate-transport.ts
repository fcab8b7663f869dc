import { HttpException } from '@nestjs/common';
import {
  malformedJson,
  payloadTooLarge,
  routeNotFound,
  tryAgainLater,
  unsupportedMediaType,
  validationFailed,
} from './common-problems';
import type { Problem } from './problem';

/** The largest body that is read: 64 KiB. */
export const BODY_LIMIT_IN_BYTES = 64 * 1024;

const byStatus = (status: number): Problem | undefined => {
  switch (status) {
    case 404:
      return routeNotFound();
    case 413:
      return payloadTooLarge(BODY_LIMIT_IN_BYTES);
    case 415:
      return unsupportedMediaType();
    case 503:
      return tryAgainLater();
    default:
      return status >= 400 && status < 500
        ? validationFailed([{ path: '', message: 'The request could not be read.' }])
        : undefined;
  }
};

const byFastifyCode = (code: string): Problem | undefined => {
  switch (code) {
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return validationFailed([{ path: 'path', message: 'is not well-formed' }]);
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return malformedJson('The body is not as long as Content-Length says.');
    default:
      return undefined;
  }
};

/** Translates what Fastify and Nest throw by themselves; `undefined`: the error is not of theirs, or a defect. */
export const translateTransportError = (error: Error): Problem | undefined => {
  if (error instanceof HttpException) return byStatus(error.getStatus());
  const code: unknown = Reflect.get(error, 'code');
  const status: unknown = Reflect.get(error, 'statusCode');
  if (typeof status !== 'number') return undefined;
  return (typeof code === 'string' ? byFastifyCode(code) : undefined) ?? byStatus(status);
};
