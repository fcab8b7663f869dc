import { setTimeout as pause } from 'node:timers/promises';
import { RouteTable } from '../problems';
import type { TestService } from './start-test-service';
import type { TestClient } from './test-client';

/** A request of a route that is of its form. */
export interface RouteSample {
  /** `POST /accounts/:accountId/deposits` */
  readonly route: string;
  readonly path: string;
  readonly body?: unknown;
  /** What lets one in; absent: everyone may. */
  readonly scope?: string;
}

/** Every route of a service, the pages of its contract left out. */
export const routesOf = ({ app }: TestService): readonly string[] =>
  app
    .get(RouteTable)
    .all()
    .flatMap(({ pattern, methods }) => methods.map((method) => `${method} ${pattern}`))
    .filter((route) => !route.startsWith('HEAD ') && !/ \/(docs|openapi|$)/.test(route))
    .sort();

/** An answer by its status, and the code of its problem. */
const inWords = (status: number, body: unknown): string => {
  const code: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'code') : undefined;
  return [status, ...(typeof code === 'string' ? [code] : [])].join(' ');
};

/** What each route answers to its sample: the status, and the code of a problem. */
export const askEvery = async (
  client: TestClient,
  samples: readonly RouteSample[],
  headers: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> => {
  const answers: Record<string, string> = {};
  for (const { route, path, body } of samples) {
    const { status, json } = await client.request(route.split(' ')[0] ?? '', path, { body, headers });
    answers[route] = inWords(status, json);
  }
  return answers;
};

/** The same answer of every route. */
export const everyRoute = (
  samples: readonly RouteSample[],
  answer: string,
): Readonly<Record<string, string>> => Object.fromEntries(samples.map(({ route }) => [route, answer]));

/** Longer than any wait of a service for its store. */
const ANSWER_WITHIN_MS = 25_000;

const answerTo = async (url: string, { route, body }: RouteSample): Promise<string> => {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), ANSWER_WITHIN_MS);
  try {
    const response = await fetch(url, {
      method: route.split(' ')[0] ?? '',
      signal: ended.signal,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    // The body of a stream has no end.
    return inWords(response.status, response.ok ? undefined : await response.json());
  } catch {
    return 'no answer';
  } finally {
    clearTimeout(timer);
    ended.abort();
  }
};

/** The same as `askEvery`, of all routes at once, streams included: for a service that may take its time. */
const askTogether = async (
  { url }: TestClient,
  samples: readonly RouteSample[],
): Promise<Readonly<Record<string, string>>> => {
  const answers = samples.map(async (sample) => {
    return [sample.route, await answerTo(`${url}${sample.path}`, sample)] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
};

const NAMED = /^503 (try-again-later|outcome-unknown)$/;
const SERVED_WITHIN_MS = 25_000;
const LOOK_EVERY_MS = 50;

/**
 * Asks all routes while the store is away, and waits until the service is ready again.
 * @param away takes the store away
 * @param back brings it back
 * @returns the answers that are none of a store that is away
 */
export const askWhileAway = async (
  client: TestClient,
  samples: readonly RouteSample[],
  away: () => unknown,
  back: () => unknown,
): Promise<Readonly<Record<string, string>>> => {
  await away();
  const answers = await askTogether(client, samples).finally(back);
  const deadline = Date.now() + SERVED_WITHIN_MS;
  while ((await client.get('/health/ready')).status !== 200) {
    if (Date.now() > deadline) throw new Error('It does not become ready again.');
    await pause(LOOK_EVERY_MS);
  }
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => !NAMED.test(answer)));
};
