import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceRoot } from '@event-sourcing/tools-kit';
import { format, resolveConfig } from 'prettier';

const DOCUMENT = join(workspaceRoot, 'docs/performance.md');

/**
 * Writes what was measured into docs/performance.md, between the marks of its name.
 * @returns the document
 */
export const writeBlock = async (name: string, markdown: string): Promise<string> => {
  const between = new RegExp(`(?<=<!-- ${name}: begin -->).*(?=<!-- ${name}: end -->)`, 's');
  const text = (await readFile(DOCUMENT, 'utf8')).replace(between, () => `\n\n${markdown}\n\n`);
  const options = (await resolveConfig(DOCUMENT)) ?? {};
  await writeFile(DOCUMENT, await format(text, { ...options, parser: 'markdown' }));
  return DOCUMENT;
};
