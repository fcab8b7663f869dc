import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Leaves a project's totals in the folder where `npm test` reads them. */
export const writeTotals = (folder, project, totals) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${project}.json`), JSON.stringify(totals));
};
