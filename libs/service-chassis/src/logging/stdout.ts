import type { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';

/** Of what nobody has read yet. */
const MOST_BYTES = 1024 * 1024;
const LAST_LINES_MS = 500;

/**
 * Where lines go. Node's own stream and not pino's: that waits for whoever reads a pipe, the whole process with it, or
 * keeps the process from ending. What is not read in time is dropped, and it is said how much that was.
 */
export const stdout = (stream: Writable = process.stdout): DestinationStream => {
  let dropped = 0;
  // The lines of one turn of the event loop go out together: each alone cost a command a tenth of its time.
  let gathers = false;
  const gather = (): void => {
    if (gathers) return;
    gathers = true;
    stream.cork();
    setImmediate(() => {
      gathers = false;
      stream.uncork();
    });
  };
  // Whoever reads may go, which is no reason to stop.
  stream.on('error', () => undefined);
  return {
    write: (line) => {
      if (stream.writableLength >= MOST_BYTES) {
        dropped += 1;
        return;
      }
      gather();
      if (dropped > 0) {
        const msg = `${dropped} lines were dropped: they were not read in time`;
        stream.write(`${JSON.stringify({ level: 'warn', time: new Date().toISOString(), msg })}\n`);
        dropped = 0;
      }
      stream.write(line);
    },
  };
};

/** Ends the process when the last lines have been read, or are not within half a second. */
export const endProcess = (code: number): void => {
  const { stdout: stream } = process;
  if (stream.writableLength === 0) process.exit(code);
  stream.write('', () => process.exit(code));
  setTimeout(() => process.exit(code), LAST_LINES_MS);
};
