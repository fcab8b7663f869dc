import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONSOLE, SERVICES } from '../src/services';
import type { ServiceName } from '../src/services';

const READY = `
import { createServer } from 'node:http';
const { PORT, HOST, INSTANCE } = process.env;
createServer((request, response) => {
  response.statusCode = request.url === '/health/ready' ? 200 : 404;
  response.end(JSON.stringify({ pid: process.pid, env: process.env }));
}).listen(Number(PORT), HOST);
console.log(JSON.stringify({ level: 'info', msg: INSTANCE + ' started' }));
process.on('SIGTERM', () => process.exit(0));
`;

/** What a stand-in for a service does. */
export const STUBS = {
  ready: READY,
  dies: `console.error('no luck'); process.exit(3);`,
  /** Does not listen to SIGTERM. */
  stubborn: READY.replace('process.exit(0)', 'undefined'),
} as const;

/** Writes stand-ins for the services' bundles; each becomes ready unless told otherwise. */
export const writeStubs = (
  distDir: string,
  others: Partial<Readonly<Record<ServiceName, keyof typeof STUBS>>> = {},
): void => {
  for (const service of [...SERVICES, CONSOLE] as const) {
    mkdirSync(join(distDir, service), { recursive: true });
    writeFileSync(join(distDir, service, 'package.json'), '{"type":"module"}');
    writeFileSync(join(distDir, service, 'tracing.js'), '');
    writeFileSync(
      join(distDir, service, 'main.js'),
      STUBS[(service === CONSOLE ? undefined : others[service]) ?? 'ready'],
    );
  }
};
