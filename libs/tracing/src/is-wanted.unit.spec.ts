import { expect, it } from '@jest/globals';
import { execaNode } from 'execa';
import { join } from 'node:path';
import { isWanted } from './is-wanted';

it.each([
  [{}, false],
  [{ OTEL_SERVICE_NAME: 'bank' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, true],
  [{ OTEL_TRACES_EXPORTER: 'console' }, true],
  [{ OTEL_TRACES_EXPORTER: 'otlp' }, true],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_TRACES_EXPORTER: 'none' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_SDK_DISABLED: 'TRUE' }, false],
])('are traces wanted with %j: %s', (environment, wanted) => {
  expect(isWanted(environment)).toBe(wanted);
});

it('loads nothing of OpenTelemetry where nobody asks for traces', async () => {
  const { stdout } = await execaNode({
    nodeOptions: ['--import', 'tsx', '--import', join(import.meta.dirname, 'register.ts')],
    env: { OTEL_SERVICE_NAME: 'bank' },
  })`--eval ${'process.stdout.write(String(Object.keys(require.cache).filter((file) => file.includes("@opentelemetry")).length))'}`;
  expect(stdout).toBe('0');
});
