import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'soak',
  globalSetup: '../../tools/engine/jest/global-setup.mjs',
  globalTeardown: '../../tools/engine/jest/global-teardown.mjs',
};
