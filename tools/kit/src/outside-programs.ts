import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that some tests need beside the workspace; they count as skipped where it is not. */
export interface OutsideProgram {
  readonly name: string;
  /** What it may be called on the PATH. */
  readonly commands: readonly string[];
  /** The package of Debian that has it. */
  readonly debianPackage: string;
  /** What is tested with it. */
  readonly tests: string;
}

export const CHROMIUM: OutsideProgram = {
  name: 'Chromium',
  commands: ['chromium', 'chromium-browser', 'google-chrome'],
  debianPackage: 'chromium',
  tests: 'streams and the console in a browser',
};

export const LIBREOFFICE: OutsideProgram = {
  name: 'LibreOffice',
  commands: ['soffice', 'libreoffice'],
  debianPackage: 'libreoffice-calc-nogui',
  tests: 'statements in a spreadsheet',
};

const FAKETIME: OutsideProgram = {
  name: 'libfaketime',
  commands: ['faketime'],
  debianPackage: 'faketime',
  tests: 'clocks that leap',
};

export const HAPROXY: OutsideProgram = {
  name: 'HAProxy',
  commands: ['haproxy'],
  debianPackage: 'haproxy',
  tests: 'two instances behind the proxy of containers',
};

const onPath = (command: string): readonly string[] =>
  (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, command));

/** Where a program is. */
export const findProgram = ({ commands }: Pick<OutsideProgram, 'commands'>): string | undefined =>
  commands.flatMap(onPath).find((path) => existsSync(path));

/** The programs that are not here. */
export const missingPrograms = (): readonly OutsideProgram[] =>
  [CHROMIUM, LIBREOFFICE, FAKETIME, HAPROXY].filter((program) => findProgram(program) === undefined);

/** What tests leave out where programs are missing, and what brings them back. */
export const leftOut = (missing: readonly OutsideProgram[]): readonly string[] =>
  missing.map(
    ({ name, tests, debianPackage }) =>
      `LEFT OUT: tests of ${tests}, since ${name} is not on the PATH (apt-get install ${debianPackage}).`,
  );
