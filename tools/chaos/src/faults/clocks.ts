import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultKind } from './fault';

/** Where Debian's package `faketime` has it. */
const LIBRARIES = ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/faketime/libfaketimeMT.so.1`);
const AS_IT_IS = '+0';

/** Hours by which a clock is wrong. */
const LEAPS = [-24, -1, 1, 24];

/** Clocks of processes that leap when a file says so. @see https://github.com/wolfcw/libfaketime */
export class Clocks {
  private constructor(
    private readonly library: string,
    private readonly folder: string,
  ) {}

  /** Nothing where the library is not installed. */
  static find(folder: string): Clocks | undefined {
    const library = LIBRARIES.find((path) => existsSync(path));
    return library === undefined ? undefined : new Clocks(library, folder);
  }

  /** What a process is started with, so that it has a clock of its own. */
  async environment(process: string): Promise<Readonly<Record<string, string>>> {
    await this.#tell(process, AS_IT_IS);
    return {
      LD_PRELOAD: this.library,
      FAKETIME_TIMESTAMP_FILE: this.#file(process),
      FAKETIME_CACHE_DURATION: '1',
      // Durations are measured by a clock that nobody can set.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  faults(processes: readonly string[]): readonly FaultKind[] {
    const inflict: FaultKind['inflict'] = async (process, random) => {
      await this.#tell(process, `${(random.pick(LEAPS) ?? 1) * 3_600}`.replace(/^(?=\d)/, '+'));
      return () => this.#tell(process, AS_IT_IS);
    };
    return [{ name: 'clock leaps', targets: processes, lasts: [1_500, 8_000], inflict }];
  }

  #tell(process: string, offset: string): Promise<void> {
    return writeFile(this.#file(process), `${offset}\n`);
  }

  #file(process: string): string {
    return join(this.folder, `${process}.clock`);
  }
}
