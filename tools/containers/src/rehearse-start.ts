import { execa } from 'execa';
import { setTimeout as pause } from 'node:timers/promises';
import type { Image } from './rehearse-build';

const CHECK_EVERY_MS = 500;
const HEALTHY_WITHIN_MS = 60_000;

const start = (
  { folder, env }: Image,
  [program, ...args]: readonly string[],
  given: Readonly<Record<string, string>>,
) => {
  if (program !== 'node') throw new Error(`Only node is rehearsed, not ${program ?? 'nothing'}`);
  const options = { cwd: folder, env: { ...env, ...given }, extendEnv: false } as const;
  return execa(process.execPath, args, { ...options, stdin: 'ignore', all: true, reject: false });
};

/**
 * Runs what an image would run, until its own health check passes, and ends it as a container engine would.
 *
 * @throws with the service's output when it dies, stays unhealthy for a minute, or does not end well.
 */
export const rehearseStart = async (image: Image, env: Readonly<Record<string, string>>): Promise<void> => {
  const service = start(image, image.command, env);
  const ended = new AbortController();
  void service.then(() => ended.abort());
  const deadline = Date.now() + HEALTHY_WITHIN_MS;
  try {
    while ((await start(image, image.healthcheck, env)).exitCode !== 0) {
      if (ended.signal.aborted || Date.now() > deadline) {
        service.kill('SIGKILL');
        throw new Error(`The service did not become healthy:\n${(await service).all}`);
      }
      await pause(CHECK_EVERY_MS);
    }
    service.kill('SIGTERM');
    const { exitCode, signal, all } = await service;
    if (exitCode !== 0) throw new Error(`SIGTERM ended it with ${exitCode ?? signal ?? '?'}:\n${all}`);
  } finally {
    service.kill('SIGKILL');
  }
};
