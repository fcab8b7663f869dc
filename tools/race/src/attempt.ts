import type { Query } from '@event-sourcing/event-store';

/** What a worker tried. */
export interface Attempt {
  readonly commitId: string;
  readonly events: readonly { readonly type: string; readonly tags: readonly string[] }[];
  readonly condition?: { readonly failIfEventsMatch: Query; readonly after?: number };
}

/** What it was told. */
export type Outcome =
  | { readonly kind: 'stored'; readonly position: number }
  | { readonly kind: 'conflict'; readonly foundAt: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'error'; readonly message: string };

/** One line of a worker's record. */
export interface Tried {
  readonly attempt: Attempt;
  readonly outcome: Outcome;
}
