import type { FastifyRequest } from 'fastify';

/**
 * What a request is about: the segments of its route, with the decoded parameters in their places. A target may be
 * spelled in many ways; what is the same to the router is the same here.
 */
export const resourceOf = (
  { routeOptions }: FastifyRequest,
  parameters: Readonly<Record<string, string>>,
): readonly string[] =>
  (routeOptions.url ?? '')
    .split('/')
    .map((segment) => (segment.startsWith(':') ? (parameters[segment.slice(1)] ?? '') : segment));
