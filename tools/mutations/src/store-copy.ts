import { workspaceRoot } from '@event-sourcing/tools-kit';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Mutation } from './mutation';
import { edited, readSources, type Sources } from './sources';
import { type Verdict, verdictOfSpecs } from './verdict';

const STORE = 'libs/event-store/src';
const COPIED = [
  ...['package.json', 'tsconfig.json', 'tsconfig.base.json', 'jest.preset.mjs'],
  ...[STORE, 'tools/mutations/src'],
];
const presetModule = z.object({ default: z.record(z.string(), z.unknown()) });
/** For all promises together; what takes longer hangs. */
const TIMEOUT_MS = 300_000;

/** What a copy is held against, in memory or on an engine: the promises of the log, or some specs. */
export interface Against {
  readonly uri: string | undefined;
  readonly specs?: readonly string[];
}

/** The event store's sources as they are. */
export const storeSources = (): Promise<Sources> => readSources(join(workspaceRoot, STORE));

/** A copy of the event store, to be broken on purpose. */
export class StoreCopy {
  private constructor(
    readonly folder: string,
    private readonly sources: Sources,
  ) {}

  static async make(): Promise<StoreCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'mutations-'));
    for (const path of COPIED) await cp(join(workspaceRoot, path), join(folder, path), { recursive: true });
    await symlink(join(workspaceRoot, 'node_modules'), join(folder, 'node_modules'));
    return new StoreCopy(folder, await storeSources());
  }

  /**
   * Does something while the copy is broken, and restores it.
   * @throws Error when a mutation's code is no longer there
   */
  async broken<Result>({ edits }: Mutation, work: () => Promise<Result>): Promise<Result> {
    const changed = edited(this.sources, edits);
    try {
      for (const [file, text] of changed) await writeFile(join(this.folder, STORE, file), text);
      return await work();
    } finally {
      for (const file of changed.keys())
        await cp(join(workspaceRoot, STORE, file), join(this.folder, STORE, file));
    }
  }

  /** Holds the copy as it is against something. */
  async check({ uri, specs }: Against, signal: AbortSignal): Promise<Verdict> {
    const env = { ...process.env, MONGODB_URI: uri };
    if (specs) return verdictOfSpecs(await this.#run(await this.#jest(specs), { env, signal }));
    const script = join(this.folder, 'tools/mutations/src/check-promises.fixture.ts');
    const args = ['--import', 'tsx', script, ...(uri === undefined ? [] : [uri])];
    const lines = (await this.#run(args, { env, signal })).split('\n');
    const broken = lines.flatMap((line) => /^broken: (.*)$/.exec(line)?.slice(1) ?? []);
    return { broken, isComplete: lines.some((line) => line.startsWith('checked: ')) };
  }

  /** The arguments that run some specs. */
  async #jest(specs: readonly string[]): Promise<readonly string[]> {
    const path = join(this.folder, 'jest.preset.mjs');
    const { default: preset } = presetModule.parse(await import(pathToFileURL(path).href));
    const config = { ...preset, rootDir: join(this.folder, STORE), reporters: [] };
    const jest = join(this.folder, 'node_modules/jest/bin/jest.js');
    return [
      ...['--experimental-vm-modules', '--no-warnings', jest, '--json', '--config', JSON.stringify(config)],
      ...['--runTestsByPath', ...specs.map((spec) => join(this.folder, STORE, spec))],
    ];
  }

  /** What a script prints. */
  #run(
    args: readonly string[],
    options: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
  ): Promise<string> {
    const bounds = { cwd: this.folder, timeout: TIMEOUT_MS, killSignal: 'SIGKILL' } as const;
    return new Promise((done) => {
      execFile(process.execPath, args, { ...bounds, ...options }, (_, stdout) => done(stdout));
    });
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
