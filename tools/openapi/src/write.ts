import { runTool, tool, ToolError } from '@event-sourcing/tools-kit';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { clients } from './clients';
import { documents } from './documents';
import { outdated } from './outdated';

const about =
  'Writes docs/openapi anew, the contract of each service, and the clients that are made of them.';

const write = async ({ check }: { readonly check?: true }): Promise<void> => {
  const contracts = await documents();
  const changed = await outdated([...contracts, ...(await clients(contracts))]);
  const names = changed.map(({ name }) => name);
  if (check) {
    if (changed.length === 0) return;
    throw new ToolError('step-failed', `Not as the services are: ${names.join(', ')}. Run npm run openapi.`);
  }
  for (const { path, text } of changed) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  for (const name of names) console.log(`Wrote ${name}`);
};

await runTool(
  tool('npm run openapi', about)
    .option('--check', 'writes nothing, and fails when something would be written')
    .action(write),
);
