/** Somebody else has taken a subscription over, or its checkpoint is not where this consumer left it: begin anew. */
export class FencedError extends Error {
  override readonly name = 'FencedError';

  constructor(readonly subscription: string) {
    super(
      `Subscription ${subscription} was fenced off: its checkpoint has been taken over or moved by another write. ` +
        'Nothing of this batch was stored; acquire the lease and go on from the stored checkpoint.',
    );
  }
}

export const isFenced = (error: unknown): error is FencedError =>
  error instanceof Error && error.name === 'FencedError';

/** What went wrong, in words. */
export const describeError = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);
