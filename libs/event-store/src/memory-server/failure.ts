import type { Doc } from './documents';

/** What MongoDB calls the errors that it answers with here. */
const NAMES = {
  BadValue: 2,
  NamespaceNotFound: 26,
  NamespaceExists: 48,
  CommandNotFound: 59,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  WriteConflict: 112,
  NoSuchTransaction: 251,
  DuplicateKey: 11_000,
  NotSupported: 40_573,
} as const;

type Name = keyof typeof NAMES;

/** Another try of the whole transaction may go well. */
const TRANSIENT: ReadonlySet<Name> = new Set(['WriteConflict', 'NoSuchTransaction']);

/** A command is refused; the answer says so as MongoDB does. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: number;

  constructor(
    readonly codeName: Name,
    message: string,
    readonly details: Doc = {},
  ) {
    super(message);
    this.code = NAMES[codeName];
  }

  /** As an answer to the command. */
  answer(inTransaction: boolean): Doc {
    return {
      ok: 0,
      errmsg: this.message,
      code: this.code,
      codeName: this.codeName,
      ...(inTransaction && TRANSIENT.has(this.codeName) && { errorLabels: ['TransientTransactionError'] }),
    };
  }

  /** As the fate of one statement of several. */
  writeError(index: number): Doc {
    return { index, code: this.code, errmsg: this.message, ...this.details };
  }
}
