import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'generations',
  globalSetup: '../../tools/engine/jest/global-setup.mjs',
  globalTeardown: '../../tools/engine/jest/global-teardown.mjs',
};
