import { join } from 'node:path';
import { installPythonPackages, type Progress } from '@event-sourcing/tools-kit';
import { isPythonInstalled, pythonHome } from './engine-home';
import { PYTHON } from './versions';

const REQUIREMENTS = join(import.meta.dirname, '..', '..', 'requirements.txt');

/**
 * Installs the Python build of the embedded engine, unless it is there. Takes seconds, and a network.
 * @throws ToolError `step-failed`
 */
export const installPython = async (home: string, progress: Progress): Promise<void> => {
  if (isPythonInstalled(home)) return;
  const folder = pythonHome(home);
  progress.log(`Installing SecantusDB ${PYTHON.version} into ${folder}, once; this takes a minute at most.`);
  const packages = ['-r', REQUIREMENTS];
  await installPythonPackages({ title: `SecantusDB ${PYTHON.version}`, folder, packages }, progress);
};
