import { entitiesOf } from '../entities';
import type { Measured, ScaleRun } from '../scale-run';

/** What a run has still to do. */
export interface Left {
  readonly storeEvents: number;
  readonly rawEvents: number;
  /** Lengths that are to be measured: the log grows, and what it has passed cannot be measured any more. */
  readonly sizes: readonly number[];
}

/** Events in the logs of the store and of the raw driver. */
export interface Stored {
  readonly store: number;
  readonly raw: number;
}

/** What that needs. */
export interface Needs {
  readonly seconds: number;
  readonly diskBytes: number;
  readonly memoryBytes: number;
}

/** How many times as long an event takes in a long log as in a short one: indexes outgrow the engine's cache. */
const SLOWER = 1.6;
/** Of what does not depend on the length. */
const SECONDS_PER_SIZE = 75;

const STORE_BYTES = 850;
const RAW_BYTES = 800;
/** Of each entity in a read model, while it is there. */
const DOCUMENT_BYTES = 250;
const JOURNAL_BYTES = 1e9;

/** Two engines, each with a cache of 1 GB and as much again beside it, and this process. */
const MEMORY_BYTES = 2 * 2.5e9 + 0.8e9;

/** What is left to do where so much is stored. @param sizes where the run measures */
export const leftOf = (sizes: readonly number[], measured: readonly Measured[], stored: Stored): Left => {
  const { events, storeHead, rawHead } = measured.at(-1) ?? { events: 0, storeHead: 0, rawHead: 0 };
  const end = sizes.at(-1) ?? 0;
  return {
    storeEvents: Math.max(0, end - events - (stored.store - storeHead)),
    rawEvents: Math.max(0, end - events - (stored.raw - rawHead)),
    sizes: sizes.filter((size) => size > events),
  };
};

/** What a run needs of time, disk and memory, at the pace that was seen on a short log. */
export const needsOf = ({ storeEvents, rawEvents, sizes }: Left, pace: ScaleRun['pace']): Needs => {
  const filling = Math.max(storeEvents, rawEvents) * pace.fill * SLOWER;
  const measuring = sizes.map((size) => SECONDS_PER_SIZE + size * (pace.rebuild * SLOWER + pace.verify));
  return {
    seconds: measuring.reduce((sum, one) => sum + one, filling),
    diskBytes:
      storeEvents * STORE_BYTES +
      rawEvents * RAW_BYTES +
      entitiesOf(sizes.at(-1) ?? 0) * DOCUMENT_BYTES +
      JOURNAL_BYTES,
    memoryBytes: MEMORY_BYTES,
  };
};
