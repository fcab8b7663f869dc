import type { Turns } from '../async';
import type { Position, RecordedEvent } from '../contract';
import type { CheckpointOwnership } from '../subscriptions';
import type { OpenModels } from './mongo';
import type { Refold } from './refold';

/** So many events are read while nothing else goes on. */
const NEAR = 1_000;

/** What a retry of keys works with. */
export interface Retrying {
  readonly models: OpenModels;
  /** The events of the log, that the projection asks for, between two positions. */
  readonly events: (after: Position, upTo: Position) => AsyncIterable<readonly RecordedEvent[]>;
  readonly checkpoint: CheckpointOwnership;
  /** Of what is stored with the checkpoint. */
  readonly turns: Turns;
  /** Nothing is stored after it has aborted. */
  readonly stopping: AbortSignal;
}

/**
 * Folds the keys that operators have asked for from the start of the log, while the rest of the projection goes on. The
 * last events are taken in when that stands still, and the document is stored with its checkpoint: exactly once.
 */
export const retrySetAside = async ({
  models,
  events,
  checkpoint,
  turns,
  stopping,
}: Retrying): Promise<void> => {
  const readOn = async (refold: Refold): Promise<void> => {
    const upTo = checkpoint.position;
    for await (const page of events(refold.position, upTo)) {
      if (stopping.aborted) return;
      refold.take(page);
    }
    refold.position = upTo;
  };
  for (const refold of await models.asked()) {
    do await readOn(refold);
    while (!stopping.aborted && checkpoint.position - refold.position > NEAR);
    await turns.run(async () => {
      if (stopping.aborted) return;
      await readOn(refold);
      const prepared = models.settling(refold);
      await checkpoint.advance(checkpoint.position, (session) => prepared.write(session));
      prepared.stored();
    });
  }
};
