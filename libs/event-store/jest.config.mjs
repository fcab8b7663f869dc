import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'event-store',
  // Type tests hold or fail when they are compiled, not when they are run.
  testPathIgnorePatterns: [...preset.testPathIgnorePatterns, '\\.type\\.spec\\.ts$'],
  globalSetup: '../../tools/engine/jest/global-setup.mjs',
  globalTeardown: '../../tools/engine/jest/global-teardown.mjs',
};
