import type { BacklogState, ParkedItem } from '../backlog-item';

/** An event that is kept beside the log, as it is stored. */
export interface StoredItem extends Omit<ParkedItem, 'position'> {
  readonly _id: string;
  readonly reaction: string;
  readonly position: number;
  readonly state: BacklogState;
  readonly commitId: string;
  /** What an operator decided, until it is carried out. */
  readonly asked?: { readonly action: 'retry' | 'skip'; readonly at: Date };
}

export const PARKED = 'parked';

/** What is kept of an event has its name. */
export const itemId = (reaction: string, position: number): string => `${reaction}/${position}`;
