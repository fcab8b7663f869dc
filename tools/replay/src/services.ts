import { expectAnswer, ServiceClient, ToolError, type Answer } from '@event-sourcing/tools-kit';
import { z } from 'zod';

/** The services that a replay talks to. */
export interface Services {
  readonly bankCommand: ServiceClient;
  readonly messagesCommand: ServiceClient;
  readonly messagesQuery: ServiceClient;
}

/**
 * Waits a little until every service is there, so that a wrong port is said at once and not after minutes of patience.
 * @throws ToolError `no-answer`
 */
export const assertAnswers = async (
  addresses: readonly string[],
  withinMs: number,
  signal: AbortSignal,
): Promise<void> => {
  const until = Date.now() + withinMs;
  const look = async (address: string): Promise<void> => {
    const onFailure = (): void => {
      if (Date.now() < until) return;
      const message = `Nothing answers at ${address}. Start a stack first (npm start), or name its ports with --port-base <n>.`;
      throw new ToolError('no-answer', message);
    };
    await new ServiceClient(address, { signal, onFailure }).send({ method: 'GET', path: '/health/live' });
  };
  await Promise.all(addresses.map(look));
};

const projections = z.object({ projections: z.array(z.object({ head: z.number() })).min(1) });

/** The head of a service's log: the last position in it, 0 when it is empty. */
export const headOf = async (client: ServiceClient): Promise<number> => {
  const found = await client.expect({ method: 'GET', path: '/projections' }, 200, projections);
  return Math.max(...found.projections.map(({ head }) => head));
};

/** Every page of a list, in order, each fetched when it is asked for. */
export async function* pages<Page extends { readonly nextCursor?: string | undefined }>(
  client: ServiceClient,
  path: string,
  schema: z.ZodType<Page>,
  parameters: Readonly<Record<string, string>> = {},
): AsyncGenerator<Page> {
  for (let cursor: string | undefined; ;) {
    const query = new URLSearchParams({
      limit: '500',
      ...parameters,
      ...(cursor !== undefined && { cursor }),
    });
    const page = await client.expect({ method: 'GET', path: `${path}?${query.toString()}` }, 200, schema);
    yield page;
    if (page.nextCursor === undefined) return;
    cursor = page.nextCursor;
  }
}

/**
 * Where a command's commit is.
 * @throws ToolError `unexpected-answer` unless it was answered with 201, such a body and a position
 */
export const committed = <Body>(
  answer: Answer,
  schema: z.ZodType<Body>,
): { readonly body: Body; readonly position: number } => {
  const body = expectAnswer(answer, 201, schema);
  if (answer.position !== undefined) return { body, position: answer.position };
  throw new ToolError('unexpected-answer', `${answer.request} answered without a Log-Position.`);
};
