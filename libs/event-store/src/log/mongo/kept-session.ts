import type { ClientSession } from 'mongodb';
import type { Causality } from './causality';

/**
 * A session for one exchange after another, kept between them: to begin and end one each time costs a tenth of what a
 * small insert does. One that failed may still be in use, so it is not used again.
 */
export class KeptSession {
  #idle: ClientSession | undefined;

  constructor(private readonly causality: Causality) {}

  /** Runs an exchange in the session; one that runs at the same time has a session of its own. */
  async use<Result>(exchange: (session: ClientSession) => Promise<Result>): Promise<Result> {
    const session = this.#idle ?? this.causality.begin();
    this.#idle = undefined;
    try {
      const result = await this.causality.within(session, exchange);
      this.#keep(session);
      return result;
    } catch (error) {
      void this.causality.end(session);
      throw error;
    }
  }

  #keep(session: ClientSession): void {
    if (this.#idle) void this.causality.end(session);
    else this.#idle = session;
  }
}
