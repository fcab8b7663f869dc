import { performance } from 'node:perf_hooks';
import { type Client, createClient } from '@event-sourcing/service-clients';
import { connectionReason } from '@event-sourcing/tools-kit';
import { type Latencies, latenciesOf } from '../latencies';

/** An answer's status, or the code of the error that came instead. */
export type Outcome = number | string;

/** How some requests ended, and how long they took. */
export interface RequestReport {
  readonly requests: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly ms: Latencies;
}

/** Keeps how each request of a client ended and how long it took; nothing is tried again. */
export class Requests {
  readonly client: Client;
  readonly #outcomes = new Map<Outcome, number>();
  readonly #ms: number[] = [];

  /** @param address of the service that is asked, where a request names no other */
  constructor(address: string) {
    this.client = createClient({
      baseUrl: address,
      fetch: (input, init) => this.#send(new Request(input, init)),
    });
  }

  /** So many, by workers that each begin the next when they have an answer. */
  async many(count: number, workers: number, send: (index: number) => Promise<unknown>): Promise<void> {
    let begun = 0;
    const work = async (): Promise<void> => {
      for (let index = begun++; index < count; index = begun++) await send(index);
    };
    await Promise.all(Array.from({ length: workers }, work));
  }

  report(): RequestReport {
    const answers = Object.fromEntries(this.#outcomes);
    return { requests: this.#ms.length, answers, ms: latenciesOf(this.#ms) };
  }

  /** What ended otherwise than it may, in words. */
  others(may: readonly Outcome[]): readonly string[] {
    return [...this.#outcomes]
      .filter(([outcome]) => !may.includes(outcome))
      .map(([outcome, times]) => `${times} requests ended with ${outcome}.`);
  }

  /** Until the whole answer is there. */
  async #send(request: Request): Promise<Response> {
    const began = performance.now();
    const ended = (outcome: Outcome): void => {
      this.#ms.push(performance.now() - began);
      this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
    };
    try {
      const response = await fetch(request);
      const body = await response.text();
      ended(response.status);
      return new Response(body === '' ? null : body, response);
    } catch (error) {
      ended(connectionReason(error));
      throw error;
    }
  }
}
