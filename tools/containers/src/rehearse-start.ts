import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Image } from './rehearse-build';

const checkEveryMilliseconds = 500;
const healthyWithinMilliseconds = 60_000;

const start = (image: Image, args: readonly string[], env: Readonly<Record<string, string>>) => {
  const [, ...rest] = args;
  if (args[0] !== 'node') throw new Error(`Only node is rehearsed, not ${args[0] ?? 'nothing'}`);
  return spawn(process.execPath, rest, {
    cwd: image.folder,
    env: { ...image.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

/**
 * Runs what an image would run, until its own health check passes, and ends it as a container engine would.
 *
 * @throws with the service's output when it dies, stays unhealthy for a minute, or does not end well.
 */
export const rehearseStart = async (image: Image, env: Readonly<Record<string, string>>): Promise<void> => {
  const service = start(image, image.command, env);
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString());
  service.stdout.on('data', keep);
  service.stderr.on('data', keep);
  const ended = once(service, 'exit');
  try {
    const deadline = Date.now() + healthyWithinMilliseconds;
    for (;;) {
      const check = start(image, image.healthcheck, env);
      await once(check, 'exit');
      if (check.exitCode === 0) break;
      if (service.exitCode !== null) throw new Error(`The service ended:\n${output}`);
      if (Date.now() > deadline) throw new Error(`The service is not healthy:\n${output}`);
      await pause(checkEveryMilliseconds);
    }
    service.kill('SIGTERM');
    await ended;
    if (service.exitCode !== 0) {
      throw new Error(`SIGTERM ended it with ${service.exitCode ?? service.signalCode ?? '?'}:\n${output}`);
    }
  } finally {
    service.kill('SIGKILL');
  }
};
