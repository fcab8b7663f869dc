import type { EventStore } from '@event-sourcing/event-store';
import { logCommand } from '../options';
import { answer } from '../output/answer';
import { withLog } from '../open';

const headOf = async ({ log }: EventStore) => {
  const header = await log.storage.headerAt(await log.head());
  if (!header) return { position: 0 };
  const { id: commitId, lastPosition: position, recordedAt, hash } = header;
  return { position, hash, commitId, recordedAt };
};

/** `es head`. */
export const head = () =>
  logCommand('head', 'Where the log ends: position and hash, as they are published.').action(
    async (options) => {
      const found = await withLog(options, headOf);
      const { position, hash, recordedAt } = found;
      answer(options, found, () => [
        hash === undefined ? '0: the log is empty' : `${position}:${hash}  ${recordedAt.toISOString()}`,
      ]);
    },
  );
