import { createWriteStream, mkdirSync } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Log } from '@event-sourcing/tools-kit';

const WORTH_SHOWING: readonly unknown[] = ['warn', 'error', 'fatal'];

const parseObject = (line: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = line.startsWith('{') ? JSON.parse(line) : undefined;
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

/**
 * What of a line belongs on the console: warnings and errors of the services' structured log, and whatever
 * else Node or a library prints on its own, which is seldom good news.
 */
export const consoleLine = (line: string, verbose: boolean): string | undefined => {
  if (verbose) return line;
  const entry = parseObject(line);
  if (entry === undefined) return line.trim() === '' ? undefined : line;
  return WORTH_SHOWING.includes(entry.level) ? `${String(entry.level)}: ${String(entry.msg)}` : undefined;
};

/** Where a service's output goes: all of it into its file, what matters to the console. */
export class ServiceLog {
  readonly #file: WriteStream;

  constructor(
    logsDir: string,
    private readonly name: string,
    private readonly log: Log,
    private readonly verbose: boolean,
  ) {
    mkdirSync(logsDir, { recursive: true });
    this.#file = createWriteStream(join(logsDir, `${name}.log`), { flags: 'a' });
    // A full disk must not end the stack.
    this.#file.on('error', () => undefined);
  }

  take(input: Readable): void {
    createInterface({ input }).on('line', (line) => {
      this.#file.write(`${line}\n`);
      const shown = consoleLine(line, this.verbose);
      if (shown !== undefined) this.log(`${this.name} | ${shown}`);
    });
  }

  close(): void {
    this.#file.end();
  }
}
