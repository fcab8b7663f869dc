import { performance } from 'node:perf_hooks';
import { SingleBar } from 'cli-progress';
import { Pace } from './pace';
import type { Progress } from './progress';
import { progressText } from './progress-text';

const WIDTH = 24;

/** Progress for a terminal: a bar that is drawn anew. */
export class BarProgress implements Progress {
  #bar: SingleBar | undefined;
  #note = '';

  constructor(private readonly stream: NodeJS.WriteStream) {}

  start(title: string, total: number): void {
    const pace = new Pace(performance.now());
    this.#note = '';
    this.#bar = new SingleBar({
      stream: this.stream,
      hideCursor: true,
      format: (_, { progress, value, total: all }) => {
        const filled = Math.round(progress * WIDTH);
        const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
        return `${bar} ${progressText(title, value, all, pace, performance.now())}${this.#note}`;
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
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}
