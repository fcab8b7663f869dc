import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Word, WorkerOrder } from './worker-order';

/** Whom to tell how far a process is, and what ends it early. */
export interface WorkerWatch {
  /** Called now and then with how many more appends have been tried. */
  readonly onProgress?: (by: number) => void;
  readonly signal?: AbortSignal;
}

/** Runs a process of the race to its end. @returns how many of its links were cut */
export const runWorker = (order: WorkerOrder, { onProgress, signal }: WorkerWatch): Promise<number> =>
  new Promise((resolve, reject) => {
    let linksCut = 0;
    const child = fork(join(import.meta.dirname, 'worker.ts'), {
      execArgv: ['--import', 'tsx'],
      ...(signal && { signal }),
    });
    child.on('message', (word: Word) => {
      if ('tried' in word) onProgress?.(word.tried);
      else linksCut = word.linksCut;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve(linksCut);
      else reject(new Error(`Process ${order.name} of the race ended with ${code ?? 'a signal'}.`));
    });
    child.send(order);
  });
