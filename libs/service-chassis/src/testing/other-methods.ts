import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { RouteSample } from './route-samples';

/** What no route of any service has, and Node's parser lets through; `fetch` forbids some of them. */
const OTHER_METHODS: readonly string[] = ['CONNECT', 'OPTIONS', 'PATCH', 'PROPFIND', 'QUERY', 'TRACE'];

const inWords = ({ statusCode, headers }: IncomingMessage, body: string): string =>
  `${statusCode} ${/"code":"([^"]*)"/.exec(body)?.[1] ?? ''}, Allow: ${headers.allow ?? ''}`;

const ask = (url: string, path: string, method: string): Promise<string> => {
  const outcome = Promise.withResolvers<string>();
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, path, method, agent: false }, (response) => {
    text(response).then((body) => outcome.resolve(inWords(response, body)), outcome.reject);
  });
  // Node's client takes any answer to CONNECT for a tunnel, and its body for what came through it.
  sent.on('connect', (response, socket, body) => {
    socket.destroy();
    outcome.resolve(inWords(response, body.toString()));
  });
  sent.on('error', (error) => outcome.resolve(error.message));
  sent.end();
  return outcome.promise;
};

const parts = (route: string): readonly string[] => route.split(' ');

/** The methods of a route's path, by the samples; what can be got has a head. */
const allowed = (samples: readonly RouteSample[], [, pattern]: readonly string[]): string => {
  const methods = samples.map(({ route }) => parts(route)).filter((each) => each[1] === pattern);
  const names = methods.map(([method]) => method ?? '');
  return [...new Set([...names, ...(names.includes('GET') ? ['HEAD'] : [])])].sort().join(', ');
};

/**
 * Asks the path of every sample with methods that no route has.
 * @returns the answers that are not 405 with what the path has in `Allow`
 */
export const answersToOtherMethods = async (
  url: string,
  samples: readonly RouteSample[],
  methods: readonly string[] = OTHER_METHODS,
): Promise<readonly string[]> => {
  const answers = samples.flatMap(({ route, path }) =>
    methods.map(async (method) => {
      const answer = await ask(url, path, method);
      const isRight = answer === `405 method-not-allowed, Allow: ${allowed(samples, parts(route))}`;
      return isRight ? [] : [`${method} ${path}: ${answer}`];
    }),
  );
  return (await Promise.all(answers)).flat();
};
