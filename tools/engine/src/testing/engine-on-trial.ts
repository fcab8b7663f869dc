import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTcpProxy, type TcpProxy } from '@event-sourcing/tools-kit';
import type { Engine } from '../engine';
import { startEngine } from '../start-engine';

/** A way in which an engine can be away. */
export interface Absence {
  readonly away: () => unknown;
  readonly back: () => unknown;
}

/** An engine that a test may do anything to. */
export class EngineOnTrial {
  private constructor(
    private readonly dataDir: string,
    private engine: Engine,
    private readonly proxy: TcpProxy,
  ) {}

  /** Starts one of its own, whatever `MONGODB_URI` names. */
  static async start(): Promise<EngineOnTrial> {
    const dataDir = await mkdtemp(join(tmpdir(), 'engine-on-trial-'));
    const engine = await start(dataDir);
    return new EngineOnTrial(dataDir, engine, await startTcpProxy(engine.uri));
  }

  get uri(): string {
    return this.proxy.uri;
  }

  /** Its connections cut; answering that it has too much to do; standing still with its connections open; dead. */
  readonly absences: Readonly<Record<'cut' | 'overloaded' | 'halted' | 'killed', Absence>> = {
    cut: { away: () => this.proxy.cut(), back: () => this.proxy.mend() },
    overloaded: { away: () => this.proxy.overload(), back: () => this.proxy.mend() },
    halted: { away: () => this.#signal('SIGSTOP'), back: () => this.#signal('SIGCONT') },
    killed: { away: () => this.engine.kill(), back: () => this.#startAgain() },
  };

  async stop(): Promise<void> {
    await this.proxy.stop();
    await this.engine.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** With its data, where it was. */
  async #startAgain(): Promise<void> {
    this.engine = await start(this.dataDir, Number(new URL(this.engine.uri).port));
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.engine;
    if (pid === undefined) throw new Error('The engine is not ours.');
    process.kill(pid, signal);
  }
}

const start = (dataDir: string, port?: number): Promise<Engine> => {
  const env = { ...process.env };
  delete env.MONGODB_URI;
  return startEngine({ dataDir, env, ...(port !== undefined && { port }) });
};
