import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { EngineKind } from './engine';
import { ToolError } from '@event-sourcing/tools-kit';
import { ProcessRegister } from './processes/process-register';

const about = z.object({ kind: z.enum(['mongod', 'embedded-rust', 'embedded-python']) });

/** The folder that one engine keeps its data in, and what it says about itself. */
export class DataFolder {
  readonly register: ProcessRegister;
  /** The engine's own files. */
  readonly files: string;
  /** What the engine prints. */
  readonly logFile: string;
  readonly #kindFile: string;

  constructor(readonly path: string) {
    this.register = new ProcessRegister(path);
    this.files = join(path, 'db');
    this.logFile = join(path, 'engine.log');
    this.#kindFile = join(path, 'engine.json');
  }

  /** The engine that wrote the files; `undefined` for a new folder. */
  writtenBy(): EngineKind | undefined {
    try {
      return about.parse(JSON.parse(readFileSync(this.#kindFile, 'utf8'))).kind;
    } catch {
      return undefined;
    }
  }

  /** Makes the folder and remembers whose it is from now on. */
  prepare(kind: EngineKind): void {
    mkdirSync(this.files, { recursive: true });
    writeFileSync(this.#kindFile, JSON.stringify({ kind }));
  }

  /** @throws ToolError `engine-in-use` when an engine is alive on it */
  assertUnused(): void {
    const [engine] = this.register.living();
    if (engine === undefined) return;
    const message = `The data in ${this.path} is in use by an engine (process ${engine.pid}). End it first, or choose another folder.`;
    throw new ToolError('engine-in-use', message);
  }
}
