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

/** What bundles a part of one service. The tsconfig brings path aliases, legacy decorators and their metadata. */
const inputOf = (input: Record<string, string>, { tsconfig }: ServiceFolders): InputOptions => ({
  input,
  platform: 'node',
  tsconfig,
  external: isPackage,
  plugins: [withoutMemoryServer],
  onLog: (level, log, defaultHandler) => {
    // A name that resolves to nothing would only fail when the service starts.
    if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
    defaultHandler(level, log);
  },
});

/** ES modules with their source maps. Nest and the logs read class names, so bundling keeps them. */
const OUTPUT: OutputOptions = {
  format: 'esm',
  sourcemap: true,
  // No package is inside a bundle, so a debugger has nothing to skip.
  sourcemapIgnoreList: false,
  keepNames: true,
};

export const inputOptions = (service: ServiceFolders): InputOptions =>
  inputOf({ main: service.entry }, service);

/** The service itself is one file. */
export const outputOptions = ({ outDir }: ServiceFolders): OutputOptions => ({
  ...OUTPUT,
  file: join(outDir, 'main.js'),
  codeSplitting: false,
});

/** Whatever is not wanted of what is loaded before the service is not loaded either: a file of its own. */
export const preloadOptions = (
  service: ServiceFolders,
  preload: string,
): InputOptions & { readonly output: OutputOptions } => ({
  ...inputOf({ tracing: preload }, service),
  output: {
    ...OUTPUT,
    dir: service.outDir,
    entryFileNames: '[name].js',
    chunkFileNames: 'tracing-[name].js',
  },
});
