import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endWithThisProcess } from '@event-sourcing/engine';
import { BenchError } from '../bench-error';

/** A process of the benchmark, spoken with by messages: one answer to each. */
export class Child {
  readonly #ended: Promise<void>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly name: string,
  ) {
    const letGo = endWithThisProcess(child);
    this.#ended = once(child, 'exit').then(() => letGo());
  }

  /** @param file its code, from the folder of this file */
  static start(file: string, name: string, env: Readonly<Record<string, string>> = {}): Child {
    const path = fileURLToPath(new URL(file, import.meta.url));
    // The workspace's own knows of no decorators.
    const TSX_TSCONFIG_PATH = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));
    return new Child(
      fork(path, { execArgv: ['--import', 'tsx'], env: { ...process.env, TSX_TSCONFIG_PATH, ...env } }),
      name,
    );
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /**
   * The next message that it sends.
   * @throws BenchError `process-failed` when it ends instead
   */
  async answer(): Promise<unknown> {
    const message = new Promise<unknown>((resolve) => this.child.once('message', resolve));
    const ended = this.#ended.then(() => {
      throw new BenchError('process-failed', `Process ${this.name} ended before it answered.`);
    });
    return Promise.race([message, ended]);
  }

  /** Sends a message, and waits for its answer. */
  ask(message: object): Promise<unknown> {
    const answer = this.answer();
    this.child.send(message);
    return answer;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.#ended;
  }
}
