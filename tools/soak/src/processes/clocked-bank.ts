import { freePort } from '@event-sourcing/engine';
import { isLive } from '@event-sourcing/service-clients';
import { answered, Child, describeExit, serviceClient, ToolError } from '@event-sourcing/tools-kit';
import type { Place } from '../instance';

const MAIN = new URL('../../../../apps/bank-command/soak/clocked-bank.main.ts', import.meta.url);

/** An instance of bank-command in a process of its own, to which another time can be told. */
export interface ClockedBank {
  readonly address: string;
  tell(now: Date): void;
  kill(): Promise<void>;
  /** Ends it as an operator does: nothing is left open at the database. */
  stop(): Promise<void>;
}

/** Starts an instance; resolves when it answers. */
export const startClockedBank = async ({ uri, dbName }: Place, now: Date): Promise<ClockedBank> => {
  const port = await freePort();
  const child = Child.start(MAIN, {
    // Nobody listens for the notices: they wait.
    ...{ MONGODB_URI: uri, BANK_DATABASE: dbName, MESSAGES_COMMAND_URL: 'http://127.0.0.1:1' },
    ...{ PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error', BANK_TIME: now.toISOString() },
  });
  const address = `http://127.0.0.1:${port}`;
  let ended: string | undefined;
  void child.exited.then((exit) => {
    ended = describeExit(exit);
  });
  // However long it takes to start beside all else that runs: only its end says that it will not.
  const onFailure = (): void => {
    if (ended !== undefined)
      throw new ToolError('process-failed', `bank-command ended before it answered: ${ended}.`);
  };
  await answered(isLive({ client: serviceClient(address, { onFailure }) }));
  return {
    address,
    tell: (time) => child.send({ now: time.toISOString() }),
    kill: async () => {
      await child.stop('SIGKILL');
    },
    stop: async () => {
      await child.stop();
    },
  };
};
