import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { entryPoints, library, staged } from './library';

/** Where the public surface is written down, an entry point a file, so that a change of it is seen in a diff. */
const reports = join(library, 'api');

const NONE = { default: { logLevel: ExtractorLogLevel.None } };

/**
 * Holds the types of the staged package against the reports of its public surface.
 * @param record writes the reports anew instead
 * @returns the reports that differ
 */
export const compareApi = async ({ record }: { readonly record: boolean }): Promise<readonly string[]> => {
  await mkdir(reports, { recursive: true });
  const differing: string[] = [];
  for (const entry of Object.keys(await entryPoints())) {
    const { apiReportChanged } = Extractor.invoke(configFor(entry), {
      localBuild: record,
      messageCallback: (message) => {
        message.handled = message.logLevel !== ExtractorLogLevel.Error;
      },
    });
    if (apiReportChanged) differing.push(`libs/event-store/api/${entry}.api.md`);
  }
  return differing;
};

const configFor = (entry: string): ExtractorConfig =>
  ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(staged, 'package.json'),
    configObject: {
      projectFolder: staged,
      mainEntryPointFilePath: join(staged, 'dist', `${entry}.d.ts`),
      compiler: { overrideTsconfig: COMPILER },
      newlineKind: 'lf',
      apiReport: {
        enabled: true,
        reportFileName: `${entry}.api.md`,
        reportFolder: reports,
        reportTempFolder: join(staged, 'api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: NONE,
        extractorMessageReporting: NONE,
        tsdocMessageReporting: NONE,
      },
    },
  });

const COMPILER = {
  compilerOptions: {
    target: 'es2024',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    strict: true,
    skipLibCheck: true,
    types: ['node'],
  },
};
