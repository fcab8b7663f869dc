import type { Data } from './data';
import { docsAt, numberAt, type Doc } from './documents';
import { Failure } from './failure';
import type { Transaction } from './transaction';
import { idOf, sessionOf } from './wire';

/** As MongoDB's `transactionLifetimeLimitSeconds`. */
const LIFETIME_MS = 60_000;

interface Numbered {
  readonly number: number;
  /** Nothing when it has been committed. */
  readonly transaction: Transaction | undefined;
}

/** The transaction of each session: at most one at a time. */
export class Sessions {
  readonly #current = new Map<string, Numbered>();

  constructor(private readonly data: Data) {}

  /**
   * The transaction that a command belongs to, begun when it says so.
   * @throws Failure when that is over
   */
  transactionOf(command: Doc): Transaction | undefined {
    if (command.autocommit !== false) return undefined;
    const session = sessionOf(command);
    const number = numberAt(command, 'txnNumber');
    if (command.startTransaction === true) return this.#begin(session, number);
    const current = this.#current.get(session);
    if (current?.number !== number || !current.transaction) throw noTransaction(number);
    return current.transaction;
  }

  /** Commits; once more is the same as once. */
  commit(command: Doc): void {
    const [session, number] = [sessionOf(command), numberAt(command, 'txnNumber')];
    const current = this.#current.get(session);
    if (current?.number !== number) throw noTransaction(number);
    if (current.transaction) this.data.commit(current.transaction);
    this.#current.set(session, { number, transaction: undefined });
  }

  /** Aborts the transaction of a command's session, if there is one. */
  abort(command: Doc): void {
    this.#end(sessionOf(command));
  }

  /** Ends sessions, and what they have left open. */
  end(command: Doc, member: string): void {
    for (const { id } of docsAt(command, member)) this.#end(idOf(id));
  }

  #begin(session: string, number: number): Transaction {
    this.#end(session);
    const transaction = this.data.begin();
    this.#current.set(session, { number, transaction });
    setTimeout(() => {
      if (this.#current.get(session)?.transaction === transaction) this.#end(session);
    }, LIFETIME_MS).unref();
    return transaction;
  }

  #end(session: string): void {
    const transaction = this.#current.get(session)?.transaction;
    if (transaction) this.data.abort(transaction);
    this.#current.delete(session);
  }
}

const noTransaction = (number: number): Failure =>
  new Failure('NoSuchTransaction', `Transaction ${number} is not in progress.`);
