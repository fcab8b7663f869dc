import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@event-sourcing/engine';
import type { Place } from '../instance';

const MAIN = new URL('../../../../apps/bank-command/soak/clocked-bank.main.ts', import.meta.url);
/** Decorators are compiled only where a configuration says how. */
const TSCONFIG = new URL('../../../../tsconfig.base.json', import.meta.url);
const POLL_MS = 50;

/** An instance of bank-command in a process of its own, to which another time can be told. */
export interface ClockedBank {
  readonly address: string;
  tell(now: Date): void;
  kill(): Promise<void>;
}

/** Starts an instance; resolves when it answers. */
export const startClockedBank = async ({ uri, dbName }: Place, now: Date): Promise<ClockedBank> => {
  const port = await freePort();
  const child = fork(fileURLToPath(MAIN), {
    execArgv: ['--import', 'tsx'],
    // Nobody listens for the notices: they wait.
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: fileURLToPath(TSCONFIG),
      ...{ MONGODB_URI: uri, BANK_DATABASE: dbName, MESSAGES_COMMAND_URL: 'http://127.0.0.1:1' },
      ...{ PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error', BANK_TIME: now.toISOString() },
    },
  });
  const exited = once(child, 'exit');
  const address = `http://127.0.0.1:${port}`;
  await untilAnswers(address, child);
  return {
    address,
    tell: (time) => child.send(time.toISOString()),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

const untilAnswers = async (address: string, child: ChildProcess): Promise<void> => {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`bank-command ended with ${child.exitCode}.`);
    const response = await fetch(`${address}/health/live`).catch(() => undefined);
    if (response?.ok) return;
    await pause(POLL_MS);
  }
};
