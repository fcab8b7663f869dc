/** Somebody who tries the bank. */
export interface Person {
  readonly name: string;
  /** Owner of the account, and of the mailbox. */
  readonly user: string;
  readonly account: string;
}
