import type { FastifyRequest } from 'fastify';
import { type Problem, validationFailed } from '../problems';
import { isRead, pathOf } from '../request';
import { queryHeaderFaults } from './known-headers';

/** What is published of a service, by handlers that no guard of ours stands before. */
const PAGES = /^\/(openapi\.json|docs(\/.*)?)?$/;

/** What a request for the contract, or for a page about it, is refused for: a condition that is not known there. */
export const pageProblem = (request: FastifyRequest): Problem | undefined => {
  if (!PAGES.test(pathOf(request.url)) || !isRead(request)) return undefined;
  const faults = queryHeaderFaults(request);
  return faults.length > 0 ? validationFailed(faults) : undefined;
};
