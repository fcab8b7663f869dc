/** Shows how far a phase is. */
export interface Progress {
  start(title: string, total: number): void;
  advance(by?: number): void;
  /** Says something beside the phase: why nothing goes forward. */
  note(text: string): void;
  /** Ends the phase; does nothing when there is none. */
  stop(): void;
}
