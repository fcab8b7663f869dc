import { afterEach, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { temporaryFolders } from '../test/folders';
import type { Engine } from './engine';
import { freePort, isPortFree } from './free-port';
import { startEngine } from './start-engine';

const newFolder = temporaryFolders();
// These tests are about engines of their own, not the one that all tests are given.
const env = { ...process.env, MONGODB_URI: undefined };

let engines: Engine[] = [];
const start = async (dataDir: string, port?: number): Promise<Engine> => {
  const engine = await startEngine({ dataDir, env, ...(port === undefined ? {} : { port }) });
  engines.push(engine);
  return engine;
};

afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.kill()));
  engines = [];
});

const withCoins = async <Result>(
  { uri }: Engine,
  work: (coins: ReturnType<ReturnType<MongoClient['db']>['collection']>) => Promise<Result>,
): Promise<Result> => {
  const client = new MongoClient(uri);
  try {
    return await work(client.db('purse').collection('coins'));
  } finally {
    await client.close();
  }
};

describe('an engine', () => {
  it('keeps what it acknowledged when it is killed, and starts again on the same data and port', async () => {
    const dataDir = newFolder();
    const first = await start(dataDir);
    await withCoins(first, (coins) =>
      coins.insertMany([{ cents: 1 }, { cents: 2 }, { cents: 5 }], {
        writeConcern: { w: 'majority', journal: true },
      }),
    );
    await first.kill();
    expect((await first.exited).signal).toBe('SIGKILL');
    const second = await start(dataDir, Number(new URL(first.uri).port));
    expect(second.uri).toBe(first.uri);
    expect(await withCoins(second, (coins) => coins.countDocuments())).toBe(3);
  });

  it('is refused on data that another one is alive on, by the process that is', async () => {
    const dataDir = newFolder();
    const { pid } = await start(dataDir);
    await expect(start(dataDir)).rejects.toMatchObject({
      code: 'engine-in-use',
      message: expect.stringContaining(`process ${pid}`),
    });
  });

  it('gives its port and its data back when it is stopped', async () => {
    const dataDir = newFolder();
    const engine = await start(dataDir);
    await engine.stop();
    expect(await isPortFree(Number(new URL(engine.uri).port))).toBe(true);
    await (await start(dataDir)).stop();
  });

  it('leaves nothing running when it is given up before it is ready', async () => {
    const dataDir = newFolder();
    const port = await freePort();
    const givenUp = startEngine({ dataDir, env, port, signal: AbortSignal.abort() });
    await expect(givenUp).rejects.toMatchObject({ code: 'engine-failed' });
    await (await start(dataDir, port)).stop();
  });

  it('is refused on a port that is taken', async () => {
    const { uri } = await start(newFolder());
    const port = Number(new URL(uri).port);
    await expect(start(newFolder(), port)).rejects.toThrow(`Port ${port} for the engine is taken.`);
  });
});

describe('MONGODB_URI', () => {
  it('is used as it is, its engine is called what it is, and never stopped', async () => {
    const { uri, kind } = await start(newFolder());
    const said: string[] = [];
    const given = await startEngine({
      dataDir: '/not/used',
      env: { MONGODB_URI: uri },
      log: (line) => said.push(line),
    });
    const name = kind === 'mongod' ? 'MongoDB' : 'SecantusDB';
    expect(said).toEqual([
      expect.stringMatching(
        new RegExp(`^Engine: ${name} \\d+\\.\\S+ at ${uri} \\(MONGODB_URI is set\\)\\.$`),
      ),
    ]);
    expect(given).toMatchObject({ uri, kind: 'uri' });
    await given.stop();
    await given.kill();
    expect(await withCoins(given, (coins) => coins.countDocuments())).toBe(0);
  });
});
