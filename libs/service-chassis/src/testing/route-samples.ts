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
    .filter((route) => !route.startsWith('HEAD ') && !/ \/(docs|openapi)/.test(route))
    .sort();

/** What each route answers to its sample: the status, and the code of a problem. */
export const askEvery = async (
  client: TestClient,
  samples: readonly RouteSample[],
  headers: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> => {
  const answers: Record<string, string> = {};
  for (const { route, path, body } of samples) {
    const { status, json } = await client.request(route.split(' ')[0] ?? '', path, { body, headers });
    const code: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'code') : undefined;
    answers[route] = [status, ...(typeof code === 'string' ? [code] : [])].join(' ');
  }
  return answers;
};

/** The same answer of every route. */
export const everyRoute = (
  samples: readonly RouteSample[],
  answer: string,
): Readonly<Record<string, string>> => Object.fromEntries(samples.map(({ route }) => [route, answer]));
