import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { engineHome } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '../test/folders';
import { chooseEngine } from './choose-engine';
import { rustExecutable } from './install/engine-home';

const newFolder = temporaryFolders();

const executable = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  chmodSync(path, 0o755);
};

const withMongod = newFolder();
executable(join(withMongod, 'mongod'));
const withRust = newFolder();
executable(rustExecutable(withRust));
const empty = newFolder();

const URI = 'mongodb://db.example/?replicaSet=main';

describe('the engine is chosen in this order', () => {
  it.each([
    [
      'MONGODB_URI, whatever else there is',
      { env: { MONGODB_URI: URI, PATH: withMongod }, home: withRust },
      'uri',
    ],
    ['mongod on the PATH', { env: { PATH: `/nowhere:${withMongod}` }, home: withRust }, 'mongod'],
    ['the embedded Rust build, if it is there', { env: { PATH: empty }, home: withRust }, 'embedded-rust'],
    ['the embedded Python build', { env: { PATH: empty }, home: empty }, 'embedded-python'],
    [
      'an empty MONGODB_URI is none',
      { env: { MONGODB_URI: '', PATH: empty }, home: empty },
      'embedded-python',
    ],
    [
      'what ENGINE_KIND asks for',
      { env: { ENGINE_KIND: 'embedded-python', PATH: withMongod }, home: withRust },
      'embedded-python',
    ],
  ] as const)('%s', (_, surroundings, kind) => {
    expect(chooseEngine(surroundings).kind).toBe(kind);
  });

  it('data keeps the engine that wrote it, also when a better one has been built since', () => {
    const choice = chooseEngine({ env: { PATH: withMongod }, home: withRust, writtenBy: 'embedded-python' });
    expect(choice).toEqual({ kind: 'embedded-python', why: 'it wrote this data' });
  });

  it('data of an engine that is gone is refused, with what to do', () => {
    const choose = (): unknown =>
      chooseEngine({ env: { PATH: empty }, home: empty, writtenBy: 'embedded-rust' });
    expect(choose).toThrow(/npm run engine:build.*npm run reset/);
    const chooseMongod = (): unknown =>
      chooseEngine({ env: { PATH: empty }, home: withRust, writtenBy: 'mongod' });
    expect(chooseMongod).toThrow(/mongod is not on the PATH/);
  });

  it('an engine that did not write the data is refused, and one that does not exist', () => {
    const env = { ENGINE_KIND: 'embedded-rust', PATH: empty };
    expect(() => chooseEngine({ env, home: withRust, writtenBy: 'mongod' })).toThrow(/was written by mongod/);
    expect(() => chooseEngine({ env: { ENGINE_KIND: 'sqlite' }, home: empty })).toThrow(/not "sqlite"/);
  });
});

describe('the home of embedded engines', () => {
  it('is in the cache folder, or where ENGINE_HOME says', () => {
    expect(engineHome({ ENGINE_HOME: '/opt/engines', XDG_CACHE_HOME: '/c' })).toBe('/opt/engines');
    expect(engineHome({ XDG_CACHE_HOME: '/c' })).toBe('/c/event-sourcing/engine');
    expect(engineHome({})).toMatch(/\/\.cache\/event-sourcing\/engine$/);
  });
});
