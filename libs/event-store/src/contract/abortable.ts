/** Of a question whose answer may come not to be needed any more. */
export interface Abortable {
  /** When it is aborted, what reads for the answer ends, at the database too, and throws the signal's reason. */
  readonly signal?: AbortSignal;
}
