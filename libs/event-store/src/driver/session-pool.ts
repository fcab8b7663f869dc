import type { ClientSession } from 'mongodb';
import type { CausalSessions } from './causal-sessions';

/** Sessions kept for reads that run at the same time; what is beyond is begun and ended. */
const KEPT = 8;

/**
 * Sessions for one exchange after another, kept between them: to begin and end one each time costs a tenth of what a
 * small insert does. One that failed may still be in use, so it is not used again.
 */
export class SessionPool {
  readonly #idle: ClientSession[] = [];

  constructor(private readonly causality: CausalSessions) {}

  /**
   * Runs an exchange, one that is bounded in time by itself, in a session that no other has meanwhile.
   * @throws what the exchange throws
   */
  async use<Result>(exchange: (session: ClientSession) => Promise<Result>): Promise<Result> {
    const session = this.take();
    try {
      const result = await exchange(session);
      this.giveBack(session);
      return result;
    } catch (error) {
      this.end(session);
      throw error;
    }
  }

  /** A session that sees everything known so far; give it back when all has gone well in it, else `end` it. */
  take(): ClientSession {
    const session = this.#idle.pop();
    return session ? this.causality.advance(session) : this.causality.begin();
  }

  giveBack(session: ClientSession): void {
    if (this.#idle.length < KEPT) this.#idle.push(this.causality.remember(session));
    else void this.causality.end(session);
  }

  /** Ends one in which something failed. */
  end(session: ClientSession): void {
    void this.causality.end(session);
  }
}
