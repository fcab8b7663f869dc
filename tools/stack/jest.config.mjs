import preset from '../../jest.preset.mjs';

// The stacks of these tests run engines of their own; the shared setup sees to it that one is installed.
export default {
  ...preset,
  displayName: 'stack',
  globalSetup: '../engine/jest/global-setup.mjs',
  globalTeardown: '../engine/jest/global-teardown.mjs',
};
