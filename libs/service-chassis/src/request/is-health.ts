import type { FastifyRequest } from 'fastify';

/** Whether a request is about the health of the instance, which is told under any load. */
export const isHealth = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.url?.startsWith('/health/') ?? false;
