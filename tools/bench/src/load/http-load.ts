import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';
import { ToolError } from '@event-sourcing/tools-kit';
import type { Sample } from '../harness/row';
import { percentiles } from '../harness/statistics';

/** An answer, as far as a benchmark looks at it. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** By its name in lower case. */
  readonly header: (name: string) => string | undefined;
}

/** One kind of request; connections send the kinds of a load in turn. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  /**
   * Called when a request is about to be sent.
   * @returns looks at the answer; throws when it is wrong
   */
  readonly asked: () => (answer: HttpAnswer) => void;
}

/** What to send, and to whom. */
export interface HttpLoad {
  /** Each gets its share of connections and requests. */
  readonly addresses: readonly string[];
  readonly connections: number;
  /** How many, all together. */
  readonly amount: number;
  readonly requests: readonly HttpRequest[];
}

/**
 * Sends requests over connections that are kept open, the next as soon as one is answered.
 * @throws ToolError `wrong-result` when an answer is wrong or does not come
 */
export const httpLoad = async ({ addresses, connections, amount, requests }: HttpLoad): Promise<Sample> => {
  const seen: Seen = { latencies: [], faults: [], last: 0 };
  const begin = performance.now();
  const share = { connections: connections / addresses.length, amount: amount / addresses.length };
  await Promise.all(addresses.map((url) => loadOne(url, share, requests, seen)));
  // autocannon itself looks only once a second whether it is done.
  const seconds = (seen.last - begin) / 1_000;
  const { faults, latencies } = seen;
  const [fault] = faults;
  if (fault !== undefined) throw new ToolError('wrong-result', `${faults.length} wrong answers: ${fault}`);
  return { operations: amount, seconds, rate: amount / seconds, ...percentiles(latencies) };
};

/** What a load has seen so far. */
interface Seen {
  readonly latencies: number[];
  readonly faults: string[];
  /** When the latest answer came. */
  last: number;
}

const loadOne = async (
  url: string,
  { connections, amount }: Pick<HttpLoad, 'connections' | 'amount'>,
  requests: readonly HttpRequest[],
  seen: Seen,
): Promise<void> => {
  const { errors, timeouts, non2xx } = await autocannon({
    url,
    connections,
    amount,
    setupClient: (client) => {
      client.on('response', (_status, _bytes, ms) => {
        seen.latencies.push(ms);
        seen.last = performance.now();
      });
    },
    requests: requests.map((request) => observed(request, seen.faults)),
  });
  if (errors + timeouts + non2xx > 0) {
    seen.faults.push(`${url}: ${errors} errors, ${timeouts} time-outs, ${non2xx} answers that are not 2xx`);
  }
};

/** Looks at every answer; what is known when a request is sent travels with it, in the connection's context. */
const observed = ({ method, path, body, asked }: HttpRequest, faults: string[]): autocannon.Request => {
  const looks = new WeakMap<object, (answer: HttpAnswer) => void>();
  return {
    method,
    path,
    ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
    setupRequest: (request, context) => {
      looks.set(context, asked());
      return request;
    },
    onResponse: (status, text, context, headers) => {
      try {
        looks.get(context)?.({ status, body: text, header: (name) => headerOf(headers, name) });
      } catch (error) {
        faults.push(`${method} ${path}: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
};

/** autocannon hands over the names as they were sent. */
const headerOf = (headers: object | undefined, name: string): string | undefined => {
  const found = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return found === undefined ? undefined : String(found[1]);
};
