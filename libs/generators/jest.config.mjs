import preset from '../../jest.preset.mjs';

/** The tests in the templates are those of what is made; Vitest runs them. */
const testPathIgnorePatterns = [...preset.testPathIgnorePatterns, '/templates/'];

export default { ...preset, displayName: 'generators', testPathIgnorePatterns };
