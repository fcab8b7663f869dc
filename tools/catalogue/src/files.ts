import { workspaceRoot } from '@event-sourcing/tools-kit';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Catalogue } from './catalogue';
import { readmeOf } from './readme';

const folder = join(workspaceRoot, 'docs/events');

/** A file of the catalogue, as it has to be. */
export interface CatalogueFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** The catalogue as files, formatted as everything here is. */
export const catalogueFiles = async (catalogue: Catalogue): Promise<readonly CatalogueFile[]> =>
  Promise.all([
    formatted('catalogue.json', JSON.stringify(catalogue)),
    formatted('README.md', readmeOf(catalogue)),
  ]);

const formatted = async (name: string, text: string): Promise<CatalogueFile> => {
  const path = join(folder, name);
  return { name, path, text: await format(text, { ...(await resolveConfig(path)), filepath: path }) };
};
