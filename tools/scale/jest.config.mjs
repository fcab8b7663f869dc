import preset from '../../jest.engine.preset.mjs';

export default { ...preset, displayName: 'scale' };
