/**
 * The MongoDB engine for development, tests and the first run.
 *
 * ```ts
 * const engine = await startEngine({ dataDir: '.data/engine', log: console.log });
 * const client = new MongoClient(engine.uri);
 * …
 * await engine.stop();
 * ```
 */
export { startEngine } from './start-engine';
export type { StartEngineOptions } from './start-engine';
export { withEngine } from './with-engine';
export { storedDataAt, withStoredData, withStoredDataOptions } from './stored-data';
export type { Engine, EngineKind } from './engine';
export { ProcessRegister } from './processes/process-register';
export type { RegisteredProcess } from './processes/process-register';
export { endProcess } from './processes/end-process';
export { freePort, isPortFree } from './free-port';
export { EngineOnTrial } from './testing/engine-on-trial';
