import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Log, ToolError } from '@event-sourcing/tools-kit';
import { endProcess, ProcessRegister } from '@event-sourcing/engine';
import type { RegisteredProcess } from '@event-sourcing/engine';

const MARKER = 'stack.json';
const LAUNCHER = 'launcher';
const GRACE_MS = 10_000;

const isLauncher = ({ role }: RegisteredProcess): boolean => role === LAUNCHER;

/** The folder that a stack keeps everything in: the engine's data, logs, and who is working there. */
export class StackFolder {
  readonly register: ProcessRegister;
  readonly engineDir: string;
  readonly logsDir: string;

  constructor(readonly path: string) {
    this.register = new ProcessRegister(path);
    this.engineDir = join(path, 'engine');
    this.logsDir = join(path, 'logs');
  }

  /** Whether a stack made it, so that it may be removed. */
  isOurs(): boolean {
    return existsSync(join(this.path, MARKER));
  }

  /** The stack that is alive on it, if any. */
  owner(): RegisteredProcess | undefined {
    return this.register.living().find(isLauncher);
  }

  /** The engine and the services that run now, by name. */
  pids(): ReadonlyMap<string, number> {
    const services = this.register.living().filter((entry) => !isLauncher(entry));
    const engines = new ProcessRegister(this.engineDir).living();
    return new Map([...engines, ...services].map(({ role, pid }) => [role, pid] as const));
  }

  /**
   * Makes the folder this process's own; two that try at once never both succeed.
   * @returns what gives it back
   * @throws ToolError `data-in-use`, `foreign-folder`
   */
  async claim(): Promise<() => void> {
    mkdirSync(this.path, { recursive: true });
    if (!this.isOurs() && readdirSync(this.path).length > 0) {
      const message = `${this.path} is not empty, and no stack made it. Choose an empty or a new folder with --data.`;
      throw new ToolError('foreign-folder', message);
    }
    this.#assertNoOwner();
    writeFileSync(join(this.path, MARKER), JSON.stringify({ madeBy: '@event-sourcing/stack' }));
    const claim = await this.#enter();
    return () => this.register.leave(claim);
  }

  /** Ends what a stack left running when it was killed: its services first, which still need the engine. */
  async endOrphans(log: Log): Promise<void> {
    const end = async (orphans: readonly RegisteredProcess[], register: ProcessRegister): Promise<void> => {
      const ending = orphans.map(async (orphan) => {
        log(`Ending ${orphan.role} (process ${orphan.pid}), left running by a stack that was killed.`);
        await endProcess(orphan, GRACE_MS);
        register.leave(orphan);
      });
      await Promise.all(ending);
    };
    const services = this.register.living().filter((entry) => !isLauncher(entry));
    await end(services, this.register);
    const engines = new ProcessRegister(this.engineDir);
    await end(engines.living(), engines);
  }

  /** Removes the folder and everything in it. */
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Enters first and looks round then: of two who do so at once, at least one sees the other. */
  async #enter(triesLeft = 3): Promise<RegisteredProcess> {
    const entry = this.register.enter(LAUNCHER, process.pid);
    if (entry === undefined) throw new Error('A running process is not found in the list of processes.');
    const rivals = this.register.living().filter((other) => isLauncher(other) && other.pid !== process.pid);
    if (rivals.length === 0) return entry;
    this.register.leave(entry);
    if (triesLeft <= 1) this.#assertNoOwner();
    await pause(50 + Math.random() * 200);
    return this.#enter(Math.max(1, triesLeft - 1));
  }

  #assertNoOwner(): void {
    const owner = this.owner();
    if (owner === undefined) return;
    const message = [
      `The data in ${this.path} is in use by another stack (process ${owner.pid}).`,
      'Stop that one, or start beside it: npm start -- --data <another folder> --port-base <other ports>',
    ].join('\n');
    throw new ToolError('data-in-use', message);
  }
}
