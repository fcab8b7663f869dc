import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ToolError, isToolError } from '../tool-error';
import { installInto } from './install-into';
import type { Progress } from './progress';
import { runStep } from './run-step';

const run = promisify(execFile);
/** Of Python 3. */
const MINORS = [13, 12, 11, 10] as const;
const CANDIDATES = ['python3', 'python', ...MINORS.map((minor) => `python3.${minor}`)];

const minorVersion = async (python: string): Promise<number | undefined> => {
  try {
    const { stdout } = await run(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
    const [major, minor] = stdout.trim().split('.').map(Number);
    return major === 3 ? minor : undefined;
  } catch {
    return undefined;
  }
};

const findPython = async (): Promise<string> => {
  for (const candidate of CANDIDATES) {
    const minor = await minorVersion(candidate);
    if (MINORS.some((supported) => supported === minor)) return candidate;
  }
  const versions = MINORS.map((minor) => `3.${minor}`).join(', ');
  throw new ToolError('step-failed', `No Python of a version it supports (${versions}) is on the PATH.`);
};

const makeEnvironment = async (python: string, folder: string, progress: Progress): Promise<void> => {
  const step = {
    title: 'Making a private Python environment',
    command: python,
    args: ['-m', 'venv', folder],
  };
  await runStep(step, progress).catch((error: unknown) => {
    const hint =
      "If Python's venv module is missing: install python3-venv (Debian, Ubuntu: apt install python3-venv).";
    throw isToolError(error) ? new ToolError(error.code, `${error.message}\n${hint}`) : error;
  });
};

/** Wheels only: building one of these from source would need compilers, and minutes of silence. */
const pipInstall = [
  '-m',
  'pip',
  'install',
  '--disable-pip-version-check',
  '--no-input',
  '--only-binary=:all:',
];

/** Packages for Python that are installed apart from everything else. */
export interface PythonPackages {
  /** As in "installing SecantusDB 0.7.0". */
  readonly title: string;
  readonly folder: string;
  /** What pip is told to install. */
  readonly packages: readonly string[];
}

/** The interpreter of an environment; the scripts beside it hold the path they were made under, so they go unused. */
export const interpreterIn = (folder: string): string => join(folder, 'bin', 'python');

/**
 * Makes a private Python environment with packages in it. Takes seconds, and a network.
 * @throws ToolError `step-failed`
 */
export const installPythonPackages = async (
  { title, folder, packages }: PythonPackages,
  progress: Progress,
): Promise<void> => {
  const python = await findPython();
  await installInto(folder, async (draft) => {
    await makeEnvironment(python, draft, progress);
    await runStep(
      {
        title: `Installing ${title}`,
        command: interpreterIn(draft),
        args: [...pipInstall, ...packages],
        shows: /^(Downloading|Successfully|ERROR)/,
      },
      progress,
    );
  });
};
