import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { applyEdit, type Mutation } from './mutation';

const ROOT = resolve(import.meta.dirname, '../../..');
const STORE = 'libs/event-store/src';
const COPIED = ['package.json', 'tsconfig.json', 'tsconfig.base.json', STORE, 'tools/mutations/src'];
/** For all promises together; what takes longer hangs. */
const PATIENCE_MS = 120_000;

/** What the conformance suite said of a copy. */
export interface Verdict {
  /** The promises that it broke. */
  readonly broken: readonly string[];
  /** Every promise was put to the test; otherwise it died or hung before. */
  readonly isComplete: boolean;
}

/** A copy of the event store's sources, to be broken on purpose. */
export class Workshop {
  private constructor(readonly folder: string) {}

  static async open(): Promise<Workshop> {
    const folder = await mkdtemp(join(tmpdir(), 'mutations-'));
    for (const path of COPIED) await cp(join(ROOT, path), join(folder, path), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    return new Workshop(folder);
  }

  /**
   * Does something with the copy broken, and mends it.
   * @throws Error when a mutation's text is no longer there
   */
  async broken<Result>({ edits }: Mutation, work: () => Promise<Result>): Promise<Result> {
    try {
      for (const edit of edits) {
        const path = join(this.folder, STORE, edit.file);
        await writeFile(path, applyEdit(await readFile(path, 'utf8'), edit));
      }
      return await work();
    } finally {
      for (const { file } of edits) await cp(join(ROOT, STORE, file), join(this.folder, STORE, file));
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
      const options = { cwd: this.folder, timeout: PATIENCE_MS, killSignal: 'SIGKILL', signal } as const;
      execFile(process.execPath, args, options, (_, stdout) => {
        const lines = stdout.split('\n');
        const broken = lines.flatMap((line) => /^broken: (.*)$/.exec(line)?.slice(1) ?? []);
        done({ broken, isComplete: lines.some((line) => line.startsWith('checked: ')) });
      });
    });
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
