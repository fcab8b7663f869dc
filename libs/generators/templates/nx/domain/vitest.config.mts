import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  // The path aliases of the workspace.
  resolve: { tsconfigPaths: true },
  test: { dir: 'src' },
});
