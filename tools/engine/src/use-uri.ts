import { type Log, ToolError } from '@event-sourcing/tools-kit';
import { identifyServer } from '@event-sourcing/event-store';
import { isWritablePrimary, withAdmin, withoutCredentials } from './connect';
import type { Engine } from './engine';

const ANSWER_WITHIN_MS = 15_000;

/**
 * Takes the engine that runs at a connection string already, after a look whether it answers as a primary, and says
 * what it is.
 * @throws ToolError `engine-unreachable`
 */
export const useUri = async (uri: string, log: Log): Promise<Engine> => {
  const shown = withoutCredentials(uri);
  const found = await withAdmin(uri, ANSWER_WITHIN_MS, async (admin) =>
    (await isWritablePrimary(admin)) ? identifyServer(admin) : undefined,
  ).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `MONGODB_URI (${shown}) does not answer: ${reason}. Correct it, or unset it.`;
    throw new ToolError('engine-unreachable', message, { cause });
  });
  if (!found) {
    const message = `MONGODB_URI (${shown}) leads to no writable primary. Name the replica set, or unset it.`;
    throw new ToolError('engine-unreachable', message);
  }
  log(`Engine: ${found.name} ${found.version} at ${shown} (MONGODB_URI is set).`);
  const nothing = async (): Promise<void> => undefined;
  return { uri, kind: 'uri', exited: new Promise(() => undefined), stop: nothing, kill: nothing };
};
