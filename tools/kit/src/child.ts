import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { ToolError } from './tool-error';

const children = new Set<ChildProcess>();

/**
 * Makes a child not outlive this process, however it exits (short of being killed): SIGTERM on exit.
 * @returns what lets it go again, for when it has ended
 */
export const endWithThisProcess = (child: ChildProcess): (() => void) => {
  if (children.size === 0) process.on('exit', endAll);
  children.add(child);
  return () => {
    children.delete(child);
    if (children.size === 0) process.removeListener('exit', endAll);
  };
};

const endAll = (): void => {
  for (const child of children) child.kill('SIGTERM');
};

/** How a process ended: by `code`, or by `signal`. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** How a process ended, in words. */
export const describeExit = ({ code, signal }: ProcessExit): string =>
  signal === null ? `exit code ${code ?? 'unknown'}` : `ended by ${signal}`;

/** A Node process of a tool, written in TypeScript and spoken with by messages. */
export class Child {
  readonly exited: Promise<ProcessExit>;

  private constructor(private readonly child: ChildProcess) {
    const letGo = endWithThisProcess(child);
    this.exited = once(child, 'exit').then(() => {
      letGo();
      return { code: child.exitCode, signal: child.signalCode };
    });
  }

  /** @param file its code */
  static start(file: URL, env: Readonly<Record<string, string>> = {}): Child {
    return new Child(
      fork(fileURLToPath(file), {
        execArgv: ['--import', '@swc-node/register/esm-register'],
        env: { ...process.env, ...env },
      }),
    );
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  send(message: object): void {
    this.child.send(message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.child.on('message', listener);
  }

  /**
   * The next message that it sends.
   * @throws ToolError `process-failed` when it ends instead
   */
  async answer(): Promise<unknown> {
    const message = new Promise<unknown>((resolve) => this.child.once('message', resolve));
    const ended = this.exited.then((exit) => {
      const { spawnfile, pid } = this.child;
      const what = `${spawnfile} (process ${pid ?? 'unknown'})`;
      throw new ToolError('process-failed', `${what} ended before it answered: ${describeExit(exit)}.`);
    });
    return Promise.race([message, ended]);
  }

  /** Sends a message, and waits for its answer. */
  ask(message: object): Promise<unknown> {
    const answer = this.answer();
    this.child.send(message);
    return answer;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Tells it to end, and waits until it has. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<ProcessExit> {
    this.child.kill(signal);
    return this.exited;
  }
}

/** In a child: what it does with its one order. It ends when that is done, or when its parent is gone. */
export const onOrder = <Order>(form: z.ZodType<Order>, run: (order: Order) => Promise<void>): void => {
  process.on('disconnect', () => process.exit());
  process.once('message', (order: unknown) => {
    run(form.parse(order)).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
};
