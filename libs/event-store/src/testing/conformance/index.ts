import type { Promised } from './conformance';
import { conditions } from './conditions';
import { hostile } from './hostile';
import { interleavings } from './interleavings';
import { order } from './order';

export type { Instance, LogUnderTest, Promised } from './conformance';

/** Every promise of the log, once; to be kept by the log over any storage. */
export const LOG_PROMISES: readonly Promised[] = [...order, ...conditions, ...interleavings, ...hostile];
