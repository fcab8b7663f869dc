import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processStart } from '@event-sourcing/tools-kit';
import { z } from 'zod';

/** A process that belongs to a data folder. */
export interface RegisteredProcess {
  /** What it is there: `launcher`, `engine`, `bank-command-1`. */
  readonly role: string;
  readonly pid: number;
  /** See {@link processStart}: tells it from a later process with the same id. */
  readonly startedAt: string;
}

const registered = z.object({ role: z.string(), pid: z.int(), startedAt: z.string() });

/**
 * Who is working in a data folder: one file per process. A file outlives a process that was killed, so what
 * counts is whether the very same process is still alive, never whether the file is there.
 */
export class ProcessRegister {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'processes');
  }

  /**
   * Enters a process, at once: what is entered later could be lost with the one who should have entered it.
   * @returns `undefined` when the process has ended already
   */
  enter(role: string, pid: number): RegisteredProcess | undefined {
    const startedAt = processStart(pid);
    if (startedAt === undefined) return undefined;
    const entry: RegisteredProcess = { role, pid, startedAt };
    mkdirSync(this.#folder, { recursive: true });
    const draft = join(this.#folder, `.${role}-${pid}`);
    writeFileSync(draft, JSON.stringify(entry));
    renameSync(draft, this.#file(entry));
    return entry;
  }

  /** Takes a process out; nothing happens when it is not there. */
  leave(entry: RegisteredProcess): void {
    rmSync(this.#file(entry), { force: true });
  }

  /** Those who are alive, in no particular order; takes out the dead on the way. */
  living(): readonly RegisteredProcess[] {
    return this.#entries().filter((entry) => {
      const alive = processStart(entry.pid) === entry.startedAt;
      if (!alive) this.leave(entry);
      return alive;
    });
  }

  #entries(): readonly RegisteredProcess[] {
    return this.#names().flatMap((name) => {
      try {
        return registered.parse(JSON.parse(readFileSync(join(this.#folder, name), 'utf8')));
      } catch {
        return [];
      }
    });
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder).filter((name) => name.endsWith('.json'));
    } catch {
      return [];
    }
  }

  #file({ role, pid }: RegisteredProcess): string {
    return join(this.#folder, `${role}-${pid}.json`);
  }
}
