import { tsImport } from 'tsx/esm/api';

/** Gives the tests an engine: MONGODB_URI as it is, if set; else one of their own, with data of its own. */
export default async () => {
  const { startTestEngine } = await tsImport('../src/testing/test-engine.ts', import.meta.url);
  globalThis.__stopTestEngine = await startTestEngine();
};
