import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '../../..');

/** Builds the page that the console's server sends: everything in files of its own, nothing from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  // What a server puts in the place of it is another one in every answer.
  html: { cspNonce: '__NONCE__' },
  resolve: {
    alias: { '@event-sourcing/service-clients': join(root, 'libs/service-clients/src/index.ts') },
  },
  build: {
    outDir: join(root, 'dist/apps/console/page'),
    emptyOutDir: true,
    // A picture in the page itself would be one more thing that the page's policy lets in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      onLog: (level, log, handle) => {
        // Said to servers that render components, of which this page has none.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});
