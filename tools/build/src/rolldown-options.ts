import { isAbsolute, join } from 'node:path';
import type { InputOptions, OutputOptions, Plugin } from 'rolldown';
import type { ServiceFolders } from './service';

/** Inlined: the workspace's libraries, and the compiler's own decorator helpers, which rolldown carries. */
const inlined = ['@event-sourcing/', '@oxc-project/runtime/'];

/** Loaded by `EventStoreModule.forTesting` alone, which no service calls: left empty, so that none ships it. */
const withoutMemoryServer: Plugin = {
  name: 'without-memory-server',
  load: (id) => (id.endsWith('/memory-server/index.ts') ? 'export {};' : null),
};

/** Whatever else a bare name means comes from npm or from Node when the service starts. */
const isPackage = (id: string): boolean =>
  !id.startsWith('.') &&
  !id.startsWith('\0') &&
  !isAbsolute(id) &&
  !inlined.some((prefix) => id.startsWith(prefix));

/** What bundles one service. The tsconfig brings path aliases, legacy decorators and their metadata. */
export const inputOptions = (service: ServiceFolders): InputOptions => ({
  input: { main: service.entry },
  platform: 'node',
  tsconfig: service.tsconfig,
  external: isPackage,
  plugins: [withoutMemoryServer],
  onLog: (level, log, defaultHandler) => {
    // A name that resolves to nothing would only fail when the service starts.
    if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
    defaultHandler(level, log);
  },
});

/** One ES module with its source map. Nest and the logs read class names, so bundling keeps them. */
export const outputOptions = (service: ServiceFolders): OutputOptions => ({
  file: join(service.outDir, 'main.js'),
  format: 'esm',
  sourcemap: true,
  // No package is inside a bundle, so a debugger has nothing to skip.
  sourcemapIgnoreList: false,
  codeSplitting: false,
  keepNames: true,
});
