import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from '@event-sourcing/progress';
import { runReplay, type ReplayOptions } from '../src/run-replay';

/** A progress that shows nothing and keeps what it is told. */
export class SilentProgress implements Progress {
  readonly notes: string[] = [];
  advanced = 0;

  start(): void {
    this.advanced = 0;
  }

  advance(by = 1): void {
    this.advanced += by;
  }

  note(text: string): void {
    this.notes.push(text);
  }

  stop(): void {
    // There is nothing to end.
  }
}

/** Files that are removed after the test. */
export class Files {
  readonly #folder = mkdtempSync(join(tmpdir(), 'replay-'));

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.#folder, name);
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Runs a replay against one address that has all services. */
export const replay = (
  address: string,
  kind: ReplayOptions['kind'],
  file: string,
  more: Partial<ReplayOptions> = {},
): ReturnType<typeof runReplay> =>
  runReplay({
    kind,
    file,
    addresses: {
      'bank-command': [address],
      'messages-command': [address],
      'messages-query': [address],
    },
    concurrency: 4,
    progress: new SilentProgress(),
    say: () => undefined,
    ...more,
  });
