import { workspaceRoot } from '@event-sourcing/tools-kit';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutation } from './mutation';
import { edited, readSources, type Sources } from './sources';

const STORE = 'libs/event-store/src';
const COPIED = ['package.json', 'tsconfig.json', 'tsconfig.base.json', STORE, 'tools/mutations/src'];
/** For all promises together; what takes longer hangs. */
const TIMEOUT_MS = 120_000;

/** What the conformance suite said of a copy. */
export interface Verdict {
  /** The promises that it broke. */
  readonly broken: readonly string[];
  /** Every promise was put to the test; otherwise it died or hung before. */
  readonly isComplete: boolean;
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

  /**
   * Runs the conformance suite on the copy as it is.
   * @param uri an engine; in memory when absent
   */
  check(uri: string | undefined, signal: AbortSignal): Promise<Verdict> {
    const script = join(this.folder, 'tools/mutations/src/check-promises.fixture.ts');
    const args = ['--import', 'tsx', script, ...(uri === undefined ? [] : [uri])];
    return new Promise((done) => {
      const options = { cwd: this.folder, timeout: TIMEOUT_MS, killSignal: 'SIGKILL', signal } as const;
      execFile(process.execPath, args, options, (_, stdout) => {
        const lines = stdout.split('\n');
        const broken = lines.flatMap((line) => /^broken: (.*)$/.exec(line)?.slice(1) ?? []);
        done({ broken, isComplete: lines.some((line) => line.startsWith('checked: ')) });
      });
    });
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
