import { workspaceRoot } from '@event-sourcing/tools-kit';
import { execaNode } from 'execa';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/** The services whose contracts are published. */
const SERVICES = ['bank-command', 'messages-command', 'messages-query'] as const;

/** A file as it has to be. */
export interface GeneratedFile {
  /** From the workspace's root. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

const documentPath = (service: string): string => join(workspaceRoot, 'docs/openapi', `${service}.json`);

/** The contracts of the services, as they themselves tell them, formatted as everything here is. */
export const documents = async (): Promise<readonly GeneratedFile[]> => {
  const program = fileURLToPath(new URL('processes/describe.ts', import.meta.url));
  // Nest's classes need the metadata of decorators, which this compiler writes.
  const nodeOptions = ['--import', '@swc-node/register/esm-register'];
  const { stdout } = await execaNode(program, SERVICES, { cwd: workspaceRoot, nodeOptions });
  const lines = stdout.trim().split('\n');
  return Promise.all(SERVICES.map((service, index) => formatted(documentPath(service), lines[index] ?? '')));
};

const formatted = async (path: string, text: string): Promise<GeneratedFile> => ({
  name: relative(workspaceRoot, path),
  path,
  text: await format(text, { ...(await resolveConfig(path)), filepath: path }),
});
