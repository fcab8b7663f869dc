/** An operator's decision about a parked event. */
export interface OperatorDecision {
  /** `retry`: it is done again, when its turn comes; `skip`: never. */
  readonly action: 'retry' | 'skip';
  /** Why; kept. */
  readonly reason?: string | undefined;
  /** Who, or which request; kept. */
  readonly by?: string | undefined;
  /** Under the same id it is decided once. */
  readonly id?: string | undefined;
  /** What makes two decisions under one id the same. */
  readonly fingerprint?: string | undefined;
}
