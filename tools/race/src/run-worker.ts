import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { WorkerOrder } from './worker-order';

/** Whom to tell how far a process is, and what ends it early. */
export interface WorkerWatch {
  /** Called now and then with how many more appends have been tried. */
  readonly onProgress?: (by: number) => void;
  readonly signal?: AbortSignal;
}

/** Runs a process of the race to its end. */
export const runWorker = (order: WorkerOrder, { onProgress, signal }: WorkerWatch): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'worker.ts'), {
      execArgv: ['--import', 'tsx'],
      ...(signal && { signal }),
    });
    child.on('message', (by) => onProgress?.(Number(by)));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`Process ${order.name} of the race ended with ${code ?? 'a signal'}.`));
    });
    child.send(order);
  });
