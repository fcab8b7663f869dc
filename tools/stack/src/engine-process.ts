import { describeExit, isToolError, type Log } from '@event-sourcing/tools-kit';
import { startEngine, type Engine } from '@event-sourcing/engine';
import type { RunningProcess } from './running-process';

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

  /** A start that fails counts as a process that ended; what no other try would change is thrown. */
  async start(signal: AbortSignal): Promise<RunningProcess> {
    const { dataDir, env, log } = this;
    const port = this.#port === undefined ? {} : { port: this.#port };
    try {
      const engine = await startEngine({ dataDir, env, log, signal, ...port });
      this.#engine = engine;
      if (engine.kind !== 'uri') this.#port = Number(new URL(engine.uri).port);
      // An engine that is not ours does not end: it counts as ended when it is told to.
      const stopped = Promise.withResolvers<string>();
      const stop = async (): Promise<void> => {
        await engine.stop();
        stopped.resolve('stopped');
      };
      const ended = Promise.race([engine.exited.then(describeExit), stopped.promise]);
      return { ready: Promise.resolve(), ended, stop };
    } catch (error) {
      if (!isToolError(error, 'engine-failed')) throw error;
      const ready = new Promise<void>(() => undefined);
      return { ready, ended: Promise.resolve(error.message), stop: async () => undefined };
    }
  }
}
