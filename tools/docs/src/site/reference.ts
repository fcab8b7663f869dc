import { join } from 'node:path';
import { ToolError, workspaceRoot } from '@event-sourcing/tools-kit';
import { Application, LogLevel } from 'typedoc';

const library = join(workspaceRoot, 'libs/event-store');
const ENTRIES = [
  'index.ts',
  'models/index.ts',
  'mongoose/index.ts',
  'nest/index.ts',
  'opentelemetry/index.ts',
  'outbox/index.ts',
  'testing/index.ts',
];

/** Writes what the comments of the public surface say as pages. */
export const writeReference = async (folder: string): Promise<void> => {
  const application = await Application.bootstrap({
    name: 'Reference',
    entryPoints: ENTRIES.map((entry) => join(library, 'src', entry)),
    tsconfig: join(library, 'tsconfig.json'),
    readme: 'none',
    disableSources: true,
    excludePrivate: true,
    excludeInternal: true,
    navigationLinks: { Guides: '../index.html' },
    logLevel: LogLevel.Error,
  });
  const project = await application.convert();
  if (!project) throw new ToolError('step-failed', 'The reference could not be made: see above.');
  await application.generateDocs(project, folder);
};
