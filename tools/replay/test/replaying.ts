import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runReplay, type ReplayOptions } from '../src/run-replay';

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
    addressesOf: () => [address],
    concurrency: 4,
    signal: new AbortController().signal,
    progressTo: new PassThrough().resume(),
    say: () => undefined,
    ...more,
  });
