import { createClient } from '@hey-api/openapi-ts';
import { inTemporaryFolder, workspaceRoot } from '@event-sourcing/tools-kit';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { GeneratedFile } from './documents';
import { mergeDocuments } from './merge-documents';

const FOLDER = join(workspaceRoot, 'libs/service-clients/src/generated');

/** What is the same in every generated client is written for less strict a compiler than ours. */
const isRuntime = (name: string): boolean => /^(client|core)\//.test(name);

const adapted = (name: string, text: string): string => {
  if (isRuntime(name)) return `// @ts-nocheck\n${text}`;
  return name === 'index.ts' ? `${text}\nexport { type Client, createClient } from './client';\n` : text;
};

/** The clients of the services, generated from their contracts. */
export const clients = (contracts: readonly GeneratedFile[]): Promise<readonly GeneratedFile[]> =>
  inTemporaryFolder('clients', async (folder) => {
    await createClient({
      input: mergeDocuments(contracts.map(({ text }) => text)),
      output: { path: folder },
      logs: { level: 'silent', file: false },
      plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    });
    const names = await readdir(folder, { recursive: true });
    const files = names.filter((name) => name.endsWith('.ts')).sort();
    return Promise.all(
      files.map(async (file) => {
        const path = join(FOLDER, file);
        const text = await readFile(join(folder, file), 'utf8');
        const name = relative(workspaceRoot, path);
        return { name, path, text: adapted(file, text) };
      }),
    );
  });
