import { describeService, type ServiceOptions } from '@event-sourcing/service-chassis';
import { workspaceRoot } from '@event-sourcing/tools-kit';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

// node describe.ts <service> …: one line of JSON for each. Tools do not know the services' code: it is found by its path.

const isOptions = (value: unknown): value is ServiceOptions =>
  typeof value === 'object' && value !== null && 'module' in value && 'name' in value;

const exportsOf = (module: unknown): object => (typeof module === 'object' && module !== null ? module : {});

for (const service of process.argv.slice(2)) {
  const file = pathToFileURL(join(workspaceRoot, 'apps', service, 'src/service.ts'));
  const options = Object.values(exportsOf(await import(file.href))).find(isOptions);
  if (options === undefined) throw new Error(`${file.pathname} exports no options of a service.`);
  console.log(JSON.stringify(await describeService(options)));
}
