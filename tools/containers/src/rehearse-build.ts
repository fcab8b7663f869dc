import ignoreFile from '@balena/dockerignore';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { type Dockerfile, expand, type Stage, type Step } from './dockerfile';
import { workspaceRoot } from './workspace';

/** What an image would hold: a folder, and how to start and check what is in it. */
export interface Image {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

/** A stage while its instructions are carried out. */
interface Room {
  readonly root: string;
  workdir: string;
  readonly variables: Map<string, string>;
  readonly env: Map<string, string>;
  command: readonly string[];
  healthcheck: readonly string[];
}

/** What a build takes from outside. */
export interface BuildOptions {
  readonly buildArgs: Readonly<Record<string, string>>;
  /** An empty folder; each stage gets one inside it for its `/`. */
  readonly root: string;
  readonly say: (text: string) => void;
}

const inRoom = (room: Room, path: string): string =>
  path.startsWith('/') ? join(room.root, path) : join(room.root, room.workdir, path);

const reachesRegistry =
  /^(home|npm_config_(registry|cache|userconfig)|(https?|no)_proxy|node_extra_ca_certs)$/i;

/** The machine's own Node, and its way to the package registry; nothing else of its environment. */
const machine = (): Readonly<NodeJS.ProcessEnv> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => reachesRegistry.test(name))),
  PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
});

const runScript = async (script: string, cwd: string, env: Readonly<NodeJS.ProcessEnv>): Promise<void> => {
  const shell = spawn('sh', ['-c', script], { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  await once(shell, 'exit');
  if (shell.exitCode !== 0) throw new Error(`RUN ${script} ended with ${shell.exitCode ?? 'a signal'}`);
};

const copyInto = async (
  source: string,
  target: string,
  intoFolder: boolean,
  keep: (path: string) => boolean,
) => {
  const isFolder = (await stat(source)).isDirectory();
  const destination = !isFolder && intoFolder ? join(target, basename(source)) : target;
  await cp(source, destination, { recursive: true, verbatimSymlinks: true, filter: keep });
};

const fromContext = async (): Promise<(path: string) => boolean> => {
  const ignored = ignoreFile().add(await readFile(join(workspaceRoot, '.dockerignore'), 'utf8'));
  return (path) => path === workspaceRoot || !ignored.ignores(relative(workspaceRoot, path));
};

const declare = (
  room: Room,
  step: Extract<Step, { kind: 'arg' | 'env' }>,
  given: BuildOptions['buildArgs'],
): void => {
  for (const [name, text] of step.variables) {
    const value = (step.kind === 'arg' ? given[name] : undefined) ?? text;
    if (value === null) continue;
    room.variables.set(name, expand(value, room.variables));
    if (step.kind === 'env') room.env.set(name, expand(value, room.variables));
  }
};

const carryOut = async (step: Step, room: Room, rooms: ReadonlyMap<string, Room>, options: BuildOptions) => {
  switch (step.kind) {
    case 'arg':
    case 'env':
      return declare(room, step, options.buildArgs);
    case 'workdir':
      room.workdir = expand(step.path, room.variables);
      return mkdir(inRoom(room, '.'), { recursive: true });
    case 'copy': {
      const from = step.from === undefined ? undefined : rooms.get(step.from);
      if (step.from !== undefined && from === undefined) throw new Error(`No stage is called ${step.from}`);
      const keep = from === undefined ? await fromContext() : (): boolean => true;
      for (const source of step.sources.map((path) => expand(path, room.variables))) {
        const path = from === undefined ? join(workspaceRoot, source) : inRoom(from, source);
        await copyInto(
          path,
          inRoom(room, step.target),
          step.target.endsWith('/') || step.target === '.',
          keep,
        );
      }
      return;
    }
    case 'run': {
      const env = { ...machine(), ...Object.fromEntries(room.variables) };
      await runScript(step.script, inRoom(room, '.'), env);
      return;
    }
    case 'command':
      room.command = step.args;
      return;
    case 'healthcheck':
      room.healthcheck = step.args;
      return;
    case 'expose':
    case 'user':
      // Both belong to a running container: there is none here.
      return;
  }
};

const describe = (step: Step): string => ('script' in step ? `RUN ${step.script}` : step.kind.toUpperCase());

const rehearseStage = async (
  stage: Stage,
  rooms: Map<string, Room>,
  options: BuildOptions,
): Promise<Room> => {
  const room: Room = {
    root: join(options.root, stage.name),
    workdir: '/',
    variables: new Map(),
    env: new Map(),
    command: [],
    healthcheck: [],
  };
  rooms.set(stage.name, room);
  for (const step of stage.steps) {
    options.say(`${stage.name}: ${describe(step)}`);
    await carryOut(step, room, rooms, options);
  }
  return room;
};

/**
 * Carries out a Dockerfile's build on this machine, in an empty folder and without a container engine: COPY
 * obeys .dockerignore, RUN sees the declared variables and the stage's own files only by relative paths. Base
 * images, users and cache mounts are not rehearsed; Node and npm are the machine's.
 */
export const rehearseBuild = async (dockerfile: Dockerfile, options: BuildOptions): Promise<Image> => {
  const rooms = new Map<string, Room>();
  let last: Room | undefined;
  for (const stage of dockerfile.stages) last = await rehearseStage(stage, rooms, options);
  if (last === undefined) throw new Error('The Dockerfile has no stage');
  const { command, healthcheck } = last;
  return { folder: inRoom(last, '.'), env: Object.fromEntries(last.env), command, healthcheck };
};
