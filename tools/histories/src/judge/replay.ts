import type { Commit, RecordedEvent } from '@event-sourcing/event-store';
import { type Account, evolve, NO_ACCOUNT, tagOf } from '../bank/account';
import type { DecidedCommand, States } from '../bank/command';

/** The bank as it was at every position, replayed one event after the other. */
export class Replay {
  readonly events: readonly RecordedEvent[];
  readonly commitAt = new Map<number, Commit>();
  readonly byTry = new Map<string, Commit>();
  readonly #records: ReadonlyMap<string, readonly RecordedEvent[]>;
  readonly #steps = new Map<string, { readonly position: number; readonly state: Account }[]>();

  constructor(readonly log: readonly Commit[]) {
    this.events = log.flatMap(({ events }) => events);
    this.#records = Map.groupBy(this.events, ({ tags }) => tags[0] ?? '');
    for (const commit of log) {
      this.commitAt.set(commit.position, commit);
      if (commit.metadata.try !== undefined) this.byTry.set(commit.metadata.try, commit);
    }
    for (const event of this.events) {
      for (const tag of event.tags) {
        const steps = this.#stepsOf(tag);
        const state = evolve(tag, steps.at(-1)?.state ?? NO_ACCOUNT, event);
        steps.push({ position: event.position, state });
      }
    }
  }

  accountAt(account: string, position: number): Account {
    return this.#stepsOf(tagOf(account)).findLast((step) => step.position <= position)?.state ?? NO_ACCOUNT;
  }

  /** What the store recorded of a command that it answered without a write. */
  recordsOf(key: string): readonly RecordedEvent[] {
    return this.#records.get(`command:${key}`) ?? [];
  }

  /** What the models of a command show as of a position. */
  statesAt(command: DecidedCommand, position: number): States {
    const account = this.accountAt(command.account, position);
    const standing = ({ isOpen }: Account): Account => ({ isOpen, balance: 0 });
    if (command.kind === 'open' || command.kind === 'deposit') return { account: standing(account) };
    return command.kind === 'transfer'
      ? { account, to: standing(this.accountAt(command.to, position)) }
      : { account };
  }

  /** A position, and those up to another at which something changed for some accounts. */
  momentsBetween(first: number, last: number, accounts: readonly string[]): readonly number[] {
    const changes = accounts.flatMap((account) =>
      this.#stepsOf(tagOf(account)).flatMap(({ position }) =>
        position > first && position <= last ? [position] : [],
      ),
    );
    return [first, ...changes];
  }

  #stepsOf(tag: string): { readonly position: number; readonly state: Account }[] {
    const steps = this.#steps.get(tag) ?? [];
    this.#steps.set(tag, steps);
    return steps;
  }
}
