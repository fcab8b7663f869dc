import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

/** A process of a soak. */
export interface Child {
  readonly process: ChildProcess;
  /** Resolves when it has ended: with its code, or with nothing when a signal ended it. */
  readonly exited: Promise<number | undefined>;
  signal(signal: NodeJS.Signals): void;
}

/**
 * Starts a process and gives it its order.
 * @param name of a file in this folder, without its ending
 */
export const startChild = (
  name: 'projector' | 'writer',
  order: object,
  onMessage: (message: unknown) => void = () => undefined,
): Child => {
  const child = fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  child.on('message', onMessage);
  child.send(order);
  return {
    process: child,
    exited: once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : undefined)),
    signal: (signal) => child.kill(signal),
  };
};

/** What a process does with its order; it ends when that is done, or when its parent is gone. */
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
