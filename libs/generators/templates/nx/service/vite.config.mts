import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  // The path aliases of the workspace: what they lead to goes into the bundle, packages do not.
  resolve: { tsconfigPaths: true },
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    target: 'node22',
    rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
  },
  test: { dir: 'src' },
});
