import { Long } from 'mongodb';
import type { Data } from './data';
import type { Doc } from './documents';
import type { Sessions } from './sessions';
import type { Transaction } from './transaction';

/** What a command is carried out with. */
export interface Setting {
  readonly data: Data;
  readonly sessions: Sessions;
  readonly transaction: Transaction | undefined;
  /** The name of a collection with its database. */
  readonly in: (collection: string) => string;
}

/** Carries a command out, and answers with what is to stand beside `ok`. */
export type Command = (command: Doc, setting: Setting) => Doc | Promise<Doc>;

/** All documents of an answer at once. */
export const cursorOf = (ns: string, firstBatch: readonly Doc[]): Doc => ({
  cursor: { id: Long.ZERO, ns, firstBatch },
});
