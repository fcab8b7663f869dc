import preset from '../../jest.engine.preset.mjs';

// The stacks of these tests run engines of their own; the shared setup sees to it that one is installed.
export default { ...preset, displayName: 'stack' };
