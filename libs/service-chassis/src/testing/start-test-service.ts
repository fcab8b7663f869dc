import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openApiDocument } from '../openapi';
import { Contract } from './contract';
import { createService, listen, type ServiceOptions, stopService } from '../bootstrap';
import { type TestClient, testClient } from './test-client';

/** A service that runs in this process on a free port. */
export interface TestService {
  readonly url: string;
  readonly client: TestClient;
  /** For what only a test may look at: `app.get(TOKEN)`. */
  readonly app: NestFastifyApplication;
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
): Promise<TestService> => {
  const service = await createService(options, {
    MONGODB_URI: 'mongodb://127.0.0.1:1/unused',
    LOG_LEVEL: 'silent',
    SHUTDOWN_NOTICE_MS: '0',
    ...environment,
    PORT: '0',
  });
  const url = await listen(service);
  const stop = async (): Promise<void> => {
    if (!(await stopService(service))) throw new Error(`${options.name} did not stop in time.`);
  };
  const contract = new Contract(openApiDocument(service.app, options));
  return { url, client: testClient(url, contract), app: service.app, stop };
};
