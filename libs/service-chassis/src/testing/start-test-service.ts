import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { openApiDocument } from '../openapi';
import { Contract } from './contract';
import { createService, listen, type ServiceOptions, stopService } from '../bootstrap';
import { type TestClient, testClient } from './test-client';

const logLine = z.record(z.string(), z.unknown());

/** A line of a service's log. */
export type LogLine = Readonly<z.infer<typeof logLine>>;

/** A service that runs in this process on a free port. */
export interface TestService {
  readonly url: string;
  readonly client: TestClient;
  /** For what only a test may look at: `app.get(TOKEN)`. */
  readonly app: NestFastifyApplication;
  /** The lines of its log, at the `LOG_LEVEL` of its environment. */
  readonly logged: readonly LogLine[];
  /** Stops it as SIGTERM would, without ending the process. */
  stop(): Promise<void>;
}

/**
 * Starts a service as `bootstrapService` does, in this process, quietly and on a free port. Its client holds every answer
 * against the service's contract.
 * @param environment what the service reads beside `PORT`, `HOST` and `LOG_LEVEL`
 */
export const startTestService = async (
  options: ServiceOptions,
  environment: Readonly<Record<string, string>> = {},
  logged: LogLine[] = [],
): Promise<TestService> => {
  const service = await createService(
    options,
    {
      MONGODB_URI: 'mongodb://127.0.0.1:1/unused',
      LOG_LEVEL: 'silent',
      SHUTDOWN_NOTICE_MS: '0',
      ...environment,
      PORT: '0',
    },
    { write: (line) => logged.push(logLine.parse(JSON.parse(line))) },
  );
  const url = await listen(service);
  let stopped: Promise<void> | undefined;
  const stopNow = async (): Promise<void> => {
    if (!(await stopService(service))) throw new Error(`${options.name} did not stop in time.`);
  };
  const stop = (): Promise<void> => (stopped ??= stopNow());
  // What a service's own page alone uses has no contract.
  const contract = options.hasPage ? undefined : new Contract(openApiDocument(service.app, options));
  return { url, client: testClient(url, contract), app: service.app, logged, stop };
};
