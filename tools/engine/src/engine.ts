import type { ProcessExit } from '@event-sourcing/tools-kit';

/** Where the engine comes from, in the order in which they are tried. */
export type EngineKind = 'uri' | 'mongod' | 'embedded-rust' | 'embedded-python';

/** A running MongoDB engine. */
export interface Engine {
  /** What to give to `new MongoClient(uri)`; transactions and change streams work through it. */
  readonly uri: string;
  readonly kind: EngineKind;
  /** The process, unless the engine was running already (`uri`). */
  readonly pid?: number;
  /** Resolves when the engine's process has ended, whoever ended it; never for `uri`. */
  readonly exited: Promise<ProcessExit>;
  /** Ends the engine cleanly; by force after 10 s. Does nothing for `uri`. */
  stop(): Promise<void>;
  /** Ends the engine with SIGKILL, as a crash would. Does nothing for `uri`. */
  kill(): Promise<void>;
}
