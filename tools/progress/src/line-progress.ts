import { performance } from 'node:perf_hooks';
import { Pace } from './pace';
import type { Progress } from './progress';
import { progressText } from './progress-text';

const LINE_EVERY_MS = 3_000;

/** Progress for logs and pipes: a plain line every few seconds, and one at the end of a phase. */
export class LineProgress implements Progress {
  #timer: NodeJS.Timeout | undefined;
  #title = '';
  #total = 0;
  #done = 0;
  #pace = new Pace(0);

  constructor(private readonly write: (line: string) => void) {}

  start(title: string, total: number): void {
    this.#title = title;
    this.#total = total;
    this.#done = 0;
    this.#pace = new Pace(performance.now());
    this.#timer = setInterval(() => this.#done < total && this.#say(), LINE_EVERY_MS);
  }

  advance(by = 1): void {
    this.#done += by;
  }

  note(text: string): void {
    this.write(`waiting: ${text}`);
  }

  stop(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#say();
  }

  #say(): void {
    this.write(progressText(this.#title, this.#done, this.#total, this.#pace, performance.now()));
  }
}
