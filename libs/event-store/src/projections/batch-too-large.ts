/** What a batch changes is more than one transaction should hold; nothing of it was stored. */
export class BatchTooLarge extends Error {
  override readonly name = 'BatchTooLarge';

  constructor(bytes: number, limit: number) {
    super(
      `One commit changes documents of ${bytes} bytes together, and one transaction takes ${limit}. ` +
        'Let the projection keep smaller documents.',
    );
  }
}

export const isBatchTooLarge = (error: unknown): error is BatchTooLarge =>
  error instanceof Error && error.name === 'BatchTooLarge';
