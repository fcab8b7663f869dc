import { type Position, type RecordedEvent, START } from '../contract';
import { keysFor } from './checked';
import { type Change, foldKey, type FoldedKey } from './fold-batch';
import type { ReadModel } from './projection';
import type { DocumentKey } from './set-aside';

/** Folds one document from the start of the log, up to where its fold fails, if it does. */
export class Refold {
  /** Nothing when there is no document. */
  change: Change | undefined;
  failure: FoldedKey['failure'];
  /** Up to where the log was taken in. */
  position: Position = START;

  /** @param name of the model, with its projection's */
  constructor(
    readonly of: DocumentKey,
    private readonly name: string,
    private readonly model: ReadModel<object>,
  ) {}

  /** Takes in the next events of the log that the projection asks for. */
  take(events: readonly RecordedEvent[]): void {
    if (this.failure) return;
    const { key } = this.of;
    const mine = events.filter((event) => keysFor(this.name, this.model, event).has(key));
    const { change, failure } = foldKey(this.name, this.model, key, this.change?.state, mine);
    this.change = change ?? this.change;
    this.failure = failure;
  }
}
