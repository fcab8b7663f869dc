import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { isPortFree } from '@event-sourcing/engine';

const entry = z.object({ role: z.string(), pid: z.int() });
const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Waits for a condition; fails with what it waited for. */
export const until = async (
  what: string,
  condition: () => Promise<boolean> | boolean,
  withinMs = 20_000,
): Promise<void> => {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}`);
    await pause(25);
  }
};

/** A process that runs one of the stack's scripts, as npm would. */
export class Script {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  #output = '';

  constructor(script: 'start' | 'reset', args: readonly string[], env: NodeJS.ProcessEnv) {
    // These tests are about engines that belong to a stack.
    const inherited = { ...process.env, MONGODB_URI: undefined, npm_lifecycle_event: undefined };
    const file = join(ROOT, 'tools', 'stack', 'src', `${script}.ts`);
    this.child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
      cwd: ROOT,
      env: { ...inherited, ...env },
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    }
    this.exited = once(this.child, 'close').then(() => this.child.exitCode);
  }

  get output(): string {
    return this.#output;
  }

  async untilSaid(text: string | RegExp): Promise<void> {
    const isSaid = (): boolean => this.#output.search(text) >= 0;
    await until(`"${text}" is said`, isSaid).catch((error: unknown) => {
      throw new Error(`${String(error)}. Said was:\n${this.#output}`);
    });
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.exited;
  }
}

/** The processes that are registered in a data folder, by role. */
export const pids = (dataDir: string): ReadonlyMap<string, number> => {
  const list = (folder: string): readonly (readonly [string, number])[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => entry.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
      .map(({ role, pid }) => [role, pid] as const);
  return new Map([...list(join(dataDir, 'processes')), ...list(join(dataDir, 'engine', 'processes'))]);
};

/** Whether a process is there, and more than a zombie. */
export const isAlive = (pid: number): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

/** A port base whose ports are free: the console's, and those of `instances` copies and of their metrics. */
export const freePortBase = async (instances = 1): Promise<number> => {
  for (;;) {
    const base = 10_000 + 10 * Math.floor(Math.random() * 2_000);
    const ports = Array.from({ length: instances }, (_, j) =>
      [0, 1, 2, 3, 6, 7, 8].map((n) => base + n + 10 * j),
    ).flat();
    if ((await Promise.all(ports.map(isPortFree))).every(Boolean)) return base;
  }
};
