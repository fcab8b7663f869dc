import { isEngineError, startEngine } from '@event-sourcing/engine';
import type { Engine, Log } from '@event-sourcing/engine';
import { describeEnd } from './life';
import type { Life } from './life';

/** The engine of a stack; it keeps its address when it is started again, since the services know it. */
export class StackEngine {
  #engine: Engine | undefined;
  #port: number | undefined;

  constructor(
    private readonly dataDir: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly log: Log,
  ) {}

  /** The connection string, once the engine has been ready. */
  get uri(): string {
    if (this.#engine === undefined) throw new Error('The engine has not been ready yet.');
    return this.#engine.uri;
  }

  get kind(): Engine['kind'] | undefined {
    return this.#engine?.kind;
  }

  /** Starts it. A start that fails counts as a death; what no other try would change is thrown. */
  async begin(signal: AbortSignal): Promise<Life> {
    const { dataDir, env, log } = this;
    const port = this.#port === undefined ? {} : { port: this.#port };
    try {
      const engine = await startEngine({ dataDir, env, log, signal, ...port });
      this.#engine = engine;
      if (engine.kind !== 'uri') this.#port = Number(new URL(engine.uri).port);
      const ended = engine.exited.then((exit) => describeEnd(exit.code, exit.signal));
      // Nothing ends an engine that is not ours, so its life ends when it is told to.
      const told = Promise.withResolvers<string>();
      const stop = async (): Promise<void> => {
        await engine.stop();
        told.resolve('stopped');
      };
      return { ready: Promise.resolve(), ended: Promise.race([ended, told.promise]), stop };
    } catch (error) {
      if (!isEngineError(error, 'engine-failed')) throw error;
      const nothing = async (): Promise<void> => undefined;
      return { ready: new Promise(() => undefined), ended: Promise.resolve(error.message), stop: nothing };
    }
  }
}
