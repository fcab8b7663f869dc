import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';
import { ToolError } from '@event-sourcing/tools-kit';
import type { Sample } from '../harness/row';
import { percentiles } from '../harness/statistics';

const CONNECTIONS = 64;

/** One kind of request; connections send the kinds of a load in turn. */
export interface HttpRequest {
  readonly path: string;
  /** JSON to post; a request without it is a GET. */
  readonly body?: string;
  /**
   * Called when a request is about to be sent.
   * @returns looks at the headers of the answer, whose names are in lower case; throws when something is wrong
   */
  readonly asked: () => (headers: ReadonlyMap<string, string>) => void;
}

/** What to send, and to whom. */
export interface HttpLoad {
  /** Each gets its share of connections and requests. */
  readonly addresses: readonly string[];
  /** How many, all together. */
  readonly amount: number;
  readonly requests: readonly HttpRequest[];
}

/**
 * Sends requests over 64 connections that are kept open, the next as soon as one is answered.
 * @throws ToolError `wrong-result` when an answer is wrong or does not come
 */
export const httpLoad = async ({ addresses, amount, requests }: HttpLoad): Promise<Sample> => {
  const latencies: number[] = [];
  const faults: string[] = [];
  const begin = performance.now();
  // autocannon itself looks only once a second whether it is done.
  let end = begin;
  const load = async (url: string): Promise<void> => {
    const { errors, timeouts, non2xx } = await autocannon({
      url,
      connections: CONNECTIONS / addresses.length,
      amount: amount / addresses.length,
      setupClient: (client) => {
        client.on('response', (_status, _bytes, ms) => {
          latencies.push(ms);
          end = performance.now();
        });
      },
      requests: requests.map((request) => observed(request, faults)),
    });
    if (errors + timeouts + non2xx > 0) {
      faults.push(`${url}: ${errors} errors, ${timeouts} time-outs, ${non2xx} answers that are not 2xx`);
    }
  };
  await Promise.all(addresses.map(load));
  const seconds = (end - begin) / 1_000;
  const [fault] = faults;
  if (fault !== undefined) throw new ToolError('wrong-result', `${faults.length} wrong answers: ${fault}`);
  return { operations: amount, seconds, rate: amount / seconds, ...percentiles(latencies) };
};

/** Looks at every answer; what is known when a request is sent travels with it, in the connection's context. */
const observed = ({ path, body, asked }: HttpRequest, faults: string[]): autocannon.Request => {
  const looks = new WeakMap<object, ReturnType<HttpRequest['asked']>>();
  return {
    ...{ path, method: body === undefined ? 'GET' : 'POST' },
    ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
    setupRequest: (request, context) => {
      looks.set(context, asked());
      return request;
    },
    onResponse: (status, _text, context, headers) => {
      if (status >= 300) return;
      try {
        // autocannon hands over the names as they were sent.
        const named = Object.entries(headers ?? {}).map(
          ([name, text]) => [name.toLowerCase(), String(text)] as const,
        );
        looks.get(context)?.(new Map(named));
      } catch (error) {
        faults.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
};
