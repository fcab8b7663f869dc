import { ToolError, type FailedTry } from '@event-sourcing/tools-kit';
import { z } from 'zod';

const WORTH_SAYING_MS = 2_000;

const lagSchema = z.object({ code: z.literal('not-yet-projected'), position: z.number() });

/**
 * How long services that do not answer are asked again, over all requests: as long as anything at all goes forward, and
 * then for a while.
 */
export class Patience {
  #lastProgress = performance.now();
  #reached = 0;

  /**
   * @param limitMs without any progress until it gives up
   * @param onStall told when nothing has come through for a while, with the reason
   */
  constructor(
    private readonly limitMs: number,
    private readonly onStall: (reason: string) => void,
  ) {}

  /** Something went forward. */
  progress(): void {
    this.#lastProgress = performance.now();
  }

  /** @throws ToolError `no-answer` when nothing went forward for too long */
  failed({ reason, body }: FailedTry): void {
    const reached = lagSchema.safeParse(body).data?.position ?? 0;
    // A projection that lags and comes nearer is worth waiting for.
    if (reached > this.#reached) this.progress();
    this.#reached = Math.max(this.#reached, reached);
    const stalledMs = performance.now() - this.#lastProgress;
    if (stalledMs > this.limitMs) {
      const seconds = Math.round(stalledMs / 1_000);
      const message = `Nothing went forward for ${seconds} s; last: ${reason}. See that the stack runs (npm start), then run the same command again: it goes on where this one stopped.`;
      throw new ToolError('no-answer', message);
    }
    if (stalledMs > WORTH_SAYING_MS) this.onStall(reason);
  }
}
