import { runTool, tool, workspaceRoot } from '@event-sourcing/tools-kit';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { licencesOf, readBillOfMaterials } from './licences';

const about = 'Writes what runs in production (CycloneDX) and under which licences into dist/sbom.';

const write = async (): Promise<void> => {
  const folder = join(workspaceRoot, 'dist/sbom');
  const bill = await readBillOfMaterials();
  const licensed = licencesOf(bill);
  const rows = licensed.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'event-sourcing.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
  await writeFile(
    join(folder, 'licences.md'),
    `| package | version | licence |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
  );
  console.log(`dist/sbom: ${licensed.length} packages`);
};

await runTool(tool('npm run sbom', about).action(write));
