import { performance } from 'node:perf_hooks';
import { SingleBar } from 'cli-progress';
import { progressText } from './progress-text';

const PLAIN_LINE_EVERY_MS = 3_000;

/** Shows how far a phase is. */
export interface Progress {
  start(title: string, total: number): void;
  advance(by?: number): void;
  /** Says something beside the phase: why nothing goes forward. */
  note(text: string): void;
  stop(): void;
}

/** A bar on a terminal, which is drawn anew; else a plain line every few seconds. */
export const consoleProgress = (stream: NodeJS.WriteStream): Progress =>
  stream.isTTY ? new BarProgress(stream) : new LineProgress((line) => stream.write(`${line}\n`));

class BarProgress implements Progress {
  #bar: SingleBar | undefined;
  #note = '';

  constructor(private readonly stream: NodeJS.WriteStream) {}

  start(title: string, total: number): void {
    const startedAt = performance.now();
    this.#bar = new SingleBar({
      stream: this.stream,
      hideCursor: true,
      barsize: 24,
      format: (options, { progress, value, total: all }) => {
        const done = Math.round(progress * (options.barsize ?? 0));
        const bar = '█'.repeat(done) + '░'.repeat((options.barsize ?? 0) - done);
        const text = progressText(title, value, all, performance.now() - startedAt);
        return `${bar} ${text}${this.#note}`;
      },
    });
    this.#bar.start(total, 0);
  }

  advance(by = 1): void {
    this.#note = '';
    this.#bar?.increment(by);
  }

  note(text: string): void {
    this.#note = ` · waiting: ${text}`;
    this.#bar?.updateETA();
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}

/** Progress for logs and pipes. */
export class LineProgress implements Progress {
  #timer: NodeJS.Timeout | undefined;
  #line: () => string = () => '';
  #done = 0;

  constructor(private readonly write: (line: string) => void) {}

  start(title: string, total: number): void {
    const startedAt = performance.now();
    this.#done = 0;
    this.#line = () => progressText(title, this.#done, total, performance.now() - startedAt);
    this.#timer = setInterval(() => this.write(this.#line()), PLAIN_LINE_EVERY_MS);
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
    this.write(this.#line());
  }
}
