import { isWritablePrimary, withAdmin, withoutCredentials } from './connect';
import type { Engine } from './engine';
import { ToolError } from '@event-sourcing/tools-kit';

const ANSWER_WITHIN_MS = 15_000;

/**
 * Takes the engine that runs at a connection string already, after a look whether it answers as a primary.
 * @throws ToolError `engine-unreachable`
 */
export const useUri = async (uri: string): Promise<Engine> => {
  const writable = await withAdmin(uri, ANSWER_WITHIN_MS, isWritablePrimary).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `MONGODB_URI (${withoutCredentials(uri)}) does not answer: ${reason}. Correct it, or unset it.`;
    throw new ToolError('engine-unreachable', message, { cause });
  });
  if (!writable) {
    const message = `MONGODB_URI (${withoutCredentials(uri)}) leads to no writable primary. Name the replica set, or unset it.`;
    throw new ToolError('engine-unreachable', message);
  }
  const nothing = async (): Promise<void> => undefined;
  return { uri, kind: 'uri', exited: new Promise(() => undefined), stop: nothing, kill: nothing };
};
