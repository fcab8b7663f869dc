import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'messages-command',
  globalSetup: '../../tools/engine/jest/global-setup.mjs',
  globalTeardown: '../../tools/engine/jest/global-teardown.mjs',
};
