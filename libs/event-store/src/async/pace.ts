/** How often something is done: first after `firstMs`, then after twice as long each time, up to `maxMs`. */
export interface Pace {
  /** Milliseconds, from 0. */
  readonly firstMs: number;
  /** Milliseconds, from `firstMs`. */
  readonly maxMs: number;
}
