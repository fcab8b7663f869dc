import { type DestinationStream, type Logger, pino } from 'pino';
import { currentCorrelationId } from '../correlation';
import { stdout } from './stdout';

/** The token of the process's logger. */
export const SERVICE_LOGGER = Symbol('service logger');

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Structured logs, one JSON object a line, each with the correlation id of the request it belongs to.
 * @param service its name, a member of every line
 */
export const createLogger = (
  service: string,
  level: LogLevel,
  stream: DestinationStream = stdout(),
): Logger =>
  pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const correlationId = currentCorrelationId();
        return correlationId === undefined ? {} : { correlationId };
      },
    },
    stream,
  );
