import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { catalogueOf } from './catalogue';
import { contexts } from './contexts';
import { catalogueFiles } from './files';

// npm run catalogue
for (const { path, text } of await catalogueFiles(catalogueOf(contexts))) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  console.log(`Wrote ${relative(process.cwd(), path)}`);
}
