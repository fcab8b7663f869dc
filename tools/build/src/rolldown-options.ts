import { isAbsolute, join } from 'node:path';
import type { InputOptions, OutputOptions } from 'rolldown';
import type { ServiceFolders } from './service';

/** Inlined: the workspace's libraries, and the compiler's own decorator helpers, which rolldown carries. */
const inlined = ['@event-sourcing/', '@oxc-project/runtime/'];

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
