import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { traceEventStores } from '@event-sourcing/event-store/opentelemetry';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { NodeSDK, resources } from '@opentelemetry/sdk-node';
import { z } from 'zod';
import { registerFlush } from './flush';
import { instrumentations } from './instrumentations';

/**
 * Starts OpenTelemetry as the environment says, under the name of the service unless it names another. To be called
 * before anything is loaded that is to be traced.
 */
export const startTracing = (): void => {
  // Packages are CommonJS inside, where the driver is changed as it is required; pino is met at the import of a module.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what follows it is not there in Node 20
  register('@opentelemetry/instrumentation/hook.mjs', import.meta.url, { data: { include: ['pino'] } });
  registerInstrumentations({ instrumentations: instrumentations() });
  const sdk = new NodeSDK({
    serviceName: process.env.OTEL_SERVICE_NAME ?? nameBeside(import.meta.url),
    // Metrics have a library of their own, and logs go where logs go.
    metricReaders: [],
    logRecordProcessors: [],
    // Not that of the process: it publishes the command line.
    ...(process.env.OTEL_NODE_RESOURCE_DETECTORS === undefined && {
      resourceDetectors: [resources.envDetector, resources.hostDetector],
    }),
  });
  sdk.start();
  traceEventStores();
  registerFlush(() => sdk.shutdown());
};

const Manifest = z.object({ name: z.string() });

/** `@event-sourcing/bank-command` → `bank-command`, from the manifest beside the bundle. */
const nameBeside = (url: string): string => {
  const { name } = Manifest.parse(JSON.parse(readFileSync(new URL('package.json', url), 'utf8')));
  return name.slice(name.lastIndexOf('/') + 1);
};
