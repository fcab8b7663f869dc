import type { z } from 'zod';
import { expectAnswer } from './expect-answer';
import type { ServiceClient } from './service-client';

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
    const page = expectAnswer(
      await client.send({ method: 'GET', path: `${path}?${query.toString()}` }),
      200,
      schema,
    );
    yield page;
    if (page.nextCursor === undefined) return;
    cursor = page.nextCursor;
  }
}
