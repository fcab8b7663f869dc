import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'engine',
  globalSetup: './jest/global-setup.mjs',
  globalTeardown: './jest/global-teardown.mjs',
};
