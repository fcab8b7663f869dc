import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

const isStack = (value: unknown): value is string => typeof value === 'string' && value.includes('\n    at ');

/** Nest's own lines, and those of `new Logger(context)`, in the same form as all others. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  /** Nest tells its start-up in dozens of lines: worth a look when debugging only. */
  log(message: unknown, ...rest: readonly unknown[]): void {
    this.#write('debug', message, rest);
  }

  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.#write('warn', message, rest);
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.#write('error', message, rest);
  }

  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.#write('fatal', message, rest);
  }

  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: readonly unknown[]): void {
    this.#write('trace', message, rest);
  }

  #write(
    level: 'trace' | 'debug' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: readonly unknown[],
  ): void {
    const context = rest.at(-1);
    const stack = rest.find(isStack);
    const facts = {
      ...(typeof context === 'string' && !isStack(context) && { context }),
      ...(stack !== undefined && { stack }),
      ...(message instanceof Error && { err: message }),
    };
    this.logger[level](facts, message instanceof Error ? message.message : String(message));
  }
}
