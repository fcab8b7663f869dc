import { z } from 'zod';
import { expectAnswer } from './expect-answer';
import type { ServiceClient } from './service-client';

const schema = z.object({
  projections: z.array(z.object({ position: z.number(), head: z.number() })).min(1),
});

/** How far a service's projections are, and the log's head: the last position in it, 0 when it is empty. */
export const readProjections = async (
  client: ServiceClient,
): Promise<{ readonly position: number; readonly head: number }> => {
  const answer = await client.send({ method: 'GET', path: '/projections' });
  const { projections } = expectAnswer(answer, 200, schema);
  return {
    position: Math.min(...projections.map(({ position }) => position)),
    head: Math.max(...projections.map(({ head }) => head)),
  };
};
