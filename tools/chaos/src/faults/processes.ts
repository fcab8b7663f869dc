import { codeOf } from '@event-sourcing/tools-kit';
import type { FaultKind } from './fault';

const nothing = async (): Promise<void> => undefined;

/** Sends a signal to a process, if it runs: one that is just being started again cannot be hurt. */
export const send = (pid: number | undefined, signal: NodeJS.Signals): void => {
  try {
    if (pid !== undefined) process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
};

/** Signals to processes that a supervisor starts again when they end. */
export const processFaults = (
  pids: () => ReadonlyMap<string, number>,
  services: readonly string[],
): readonly FaultKind[] => {
  const ends =
    (signal: NodeJS.Signals): FaultKind['inflict'] =>
    async (target) => {
      send(pids().get(target), signal);
      return nothing;
    };
  const halt: FaultKind['inflict'] = async (target) => {
    const pid = pids().get(target);
    send(pid, 'SIGSTOP');
    return async () => send(pid, 'SIGCONT');
  };
  return [
    { name: 'SIGKILL', targets: services, lasts: [0, 0], inflict: ends('SIGKILL') },
    { name: 'SIGTERM', targets: services, lasts: [0, 0], inflict: ends('SIGTERM') },
    // A lease is five seconds.
    { name: 'SIGSTOP', targets: services, lasts: [200, 9_000], inflict: halt },
    { name: 'SIGKILL', targets: ['engine'], lasts: [0, 0], inflict: ends('SIGKILL') },
    { name: 'SIGSTOP', targets: ['engine'], lasts: [200, 4_000], inflict: halt },
  ];
};
