import { describe, expect, it } from '@jest/globals';
import { absentOptionalPeers } from './manifest';
import type { Lock, Manifest } from './manifest';
import { packageOf, productionPackages } from './production-packages';

const manifest: Manifest = {
  version: '1.0.0',
  license: 'MIT',
  engines: {},
  dependencies: { '@scope/a': '^1.0.0', b: '2.0.0' },
};
const lock: Lock = {
  packages: {
    '': {},
    'node_modules/@scope/a': {
      version: '1.2.3',
      peerDependenciesMeta: { b: { optional: true }, c: { optional: true }, d: {} },
    },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/jest': { version: '30.0.0' },
  },
};

describe('the packages of a bundle', () => {
  it.each([
    ['b', 'b'],
    ['b/deep/file.js', 'b'],
    ['@scope/a', '@scope/a'],
    ['@scope/a/deep', '@scope/a'],
  ])('are named without the path inside them: %s is of %s', (id, name) => {
    expect(packageOf(id)).toBe(name);
  });

  it("come once each, at the lock's version, without Node's own modules", () => {
    const imports = ['node:fs', 'path', 'b/deep', '@scope/a', 'b'];
    expect(productionPackages(imports, manifest, lock)).toEqual({ '@scope/a': '1.2.3', b: '2.0.0' });
  });

  it('must be production dependencies: one that is only there for development is refused by name', () => {
    expect(() => productionPackages(['jest'], manifest, lock)).toThrow(
      /"jest".*npm install --save-exact jest/,
    );
  });

  it('may have optional peers, which count only when they are absent', () => {
    expect(absentOptionalPeers(lock)).toEqual(['c']);
  });
});
