import preset from '../../jest.engine.preset.mjs';

export default {
  ...preset,
  displayName: 'event-store',
  // Type tests hold or fail when they are compiled, not when they are run.
  testPathIgnorePatterns: [...preset.testPathIgnorePatterns, '\\.type\\.spec\\.ts$'],
};
