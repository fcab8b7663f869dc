import { flushTraces } from '@event-sourcing/tracing';
import type { Logger } from 'pino';
import { createLogger, endProcess } from '../logging';
import { ConfigError } from '../config';
import { createService, type Service } from './create-service';
import { listen } from './listen';
import type { ServiceOptions } from './service-options';
import { stopService } from './stop-service';

/** A process in a state that nobody foresaw must not go on writing: log, and let the supervisor start another. */
const endOnDefects = (logger: Logger): void => {
  const end = (kind: string) => (err: unknown) => {
    logger.fatal({ err }, kind);
    endProcess(1);
  };
  process.on('uncaughtException', end('uncaught exception'));
  process.on('unhandledRejection', end('unhandled rejection'));
};

/** @param started the service, once it is made: it may wait for its database for as long as that is away */
const stopOnSignals = (logger: Logger, started: readonly Service[]): void => {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    // Ctrl-C reaches a whole process group, and the launcher passes it on: the second one is no news.
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    try {
      // What a database that is away keeps from ending is taken up by others: leases run out by themselves.
      for (const service of started) await stopService(service);
      await flushTraces();
      endProcess(0);
    } catch (err) {
      logger.fatal({ err }, 'could not stop in order');
      endProcess(1);
    }
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
};

/**
 * A service's `main`: reads the environment, starts, listens, and stops in order on SIGTERM and SIGINT
 * (exit 0 within ten seconds). What keeps it from starting is said, and ends the process with 1.
 * @example await bootstrapService({ name: 'bank-command', module: AppModule, defaultPort: 3001, refusals });
 */
export const bootstrapService = async (options: ServiceOptions): Promise<void> => {
  const logger = createLogger(options.name, 'info');
  endOnDefects(logger);
  try {
    const started: Service[] = [];
    stopOnSignals(logger, started);
    const service = await createService(options, process.env);
    started.push(service);
    await listen(service);
  } catch (error) {
    if (error instanceof ConfigError) logger.fatal(error.message);
    else logger.fatal({ err: error }, 'could not start');
    endProcess(1);
  }
};
