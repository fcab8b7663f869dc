import type { Commit, Position } from '../../contract';
import { digestOfCommit, type PreparedCommit } from '../chain';

/** Whose append it is: this process's, or that of another writer. */
export type Origin = 'own' | 'peer';

/** Whether an append may go, or has gone, to another writer: that one may store it at any time from then on. */
export class Forwarding {
  #knownHead: Position | undefined;

  constructor(
    private readonly digest: PreparedCommit['digest'],
    private readonly origin: Origin,
  ) {}

  /** Once only: what has been forwarded is this writer's to settle, and what came from a peer is never forwarded again. */
  get possible(): boolean {
    return this.origin === 'own' && !this.done;
  }

  get done(): boolean {
    return this.#knownHead !== undefined;
  }

  /** @param head what this process knows: a commit up to there was stored by an earlier request */
  begin(head: Position): void {
    this.#knownHead = head;
  }

  /** Whether a commit that was found under the append's id is the append itself, stored by the other writer. */
  stored(commit: Commit): boolean {
    const head = this.#knownHead;
    return head !== undefined && commit.position > head && digestOfCommit(commit) === this.digest;
  }
}
