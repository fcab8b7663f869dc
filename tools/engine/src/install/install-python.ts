import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ToolError, isToolError } from '@event-sourcing/tools-kit';
import type { Progress } from '../engine';
import { isPythonInstalled, pythonHome } from './engine-home';
import { installInto } from './install-into';
import { runStep } from './run-step';
import { PYTHON } from './versions';

const run = promisify(execFile);
const REQUIREMENTS = join(import.meta.dirname, '..', '..', 'requirements.txt');
const CANDIDATES = ['python3', 'python', ...PYTHON.minors.map((minor) => `python3.${minor}`)];

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
    if (PYTHON.minors.some((supported) => supported === minor)) return candidate;
  }
  const versions = PYTHON.minors.map((minor) => `3.${minor}`).join(', ');
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

/**
 * Installs the Python build of the embedded engine, unless it is there. Takes seconds, and a network.
 * @throws ToolError `step-failed`
 */
export const installPython = async (home: string, progress: Progress): Promise<void> => {
  if (isPythonInstalled(home)) return;
  const python = await findPython();
  progress.log(
    `Installing SecantusDB ${PYTHON.version} into ${pythonHome(home)}, once; this takes a minute at most.`,
  );
  await installInto(pythonHome(home), async (draft) => {
    await makeEnvironment(python, draft, progress);
    await runStep(
      {
        title: `Installing SecantusDB ${PYTHON.version}`,
        command: join(draft, 'bin', 'python'),
        args: [...pipInstall, '-r', REQUIREMENTS],
        shows: /^(Downloading|Successfully|ERROR)/,
      },
      progress,
    );
  });
};
