import { BarProgress } from './bar-progress';
import { LineProgress } from './line-progress';
import type { Progress } from './progress';

/** A bar where it can be drawn anew, lines where it cannot. */
export const consoleProgress = (stream: NodeJS.WriteStream): Progress =>
  stream.isTTY ? new BarProgress(stream) : new LineProgress((line) => stream.write(`${line}\n`));
