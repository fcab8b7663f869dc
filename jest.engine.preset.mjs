import preset from './jest.preset.mjs';
import { join } from 'node:path';

const engine = join(import.meta.dirname, 'tools/engine/jest');

/** The same for tests that need a MongoDB engine: MONGODB_URI names it. */
export default {
  ...preset,
  globalSetup: join(engine, 'global-setup.mjs'),
  globalTeardown: join(engine, 'global-teardown.mjs'),
};
