import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import type { FaultKind } from './fault';

const MIB = 1024 * 1024;

/** A disk of its own for a folder, small enough to be filled. */
export class SmallDisk {
  private constructor(private readonly folder: string) {}

  /** Nothing where this process may not mount one. */
  static async mount(folder: string): Promise<SmallDisk | undefined> {
    await mkdir(folder, { recursive: true });
    const args = ['-t', 'tmpfs', '-o', 'size=512m', 'tmpfs', folder];
    const { failed } = await execa('mount', args, { reject: false });
    return failed ? undefined : new SmallDisk(folder);
  }

  async unmount(): Promise<void> {
    await execa('umount', ['--lazy', this.folder]);
  }

  /**
   * A supervisor gives a process up that dies five times in a row before it is ready: in some ten seconds.
   * @param restart lets the engine begin again: the embedded one outlives the panic of its storage, and refuses all
   */
  fault(restart: () => void): FaultKind {
    const inflict: FaultKind['inflict'] = async () => {
      const ballast = join(this.folder, 'ballast');
      for (let bytes = MIB; bytes >= 1;) {
        const isFull = await appendFile(ballast, Buffer.alloc(bytes)).then(
          () => false,
          (error: unknown) => {
            if (codeOf(error) !== 'ENOSPC') throw error;
            return true;
          },
        );
        if (isFull) bytes = Math.floor(bytes / 2);
      }
      return async () => {
        await rm(ballast, { force: true });
        restart();
      };
    };
    return { name: 'full disk', targets: ['engine'], lasts: [500, 4_000], inflict };
  }
}
