import { z } from 'zod';
import type { Answer, Attempt } from '../evidence/call';
import type { HttpRequest } from './http-form';

/** An instance of a service, as clients reach it. */
export interface Instance {
  readonly name: string;
  readonly address: string;
}

/** Nanoseconds of a clock that only goes forward; finer than any request. */
export const instant = (): number => Number(process.hrtime.bigint());

const problem = z.object({ code: z.string() });

const bodyOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const answerOf = async (response: Response): Promise<Answer> => {
  const body = bodyOf(await response.text());
  const code = response.ok ? undefined : problem.safeParse(body).data?.code;
  const position = response.headers.get('log-position');
  return {
    ...{ status: response.status, body },
    ...(code !== undefined && { code }),
    ...(position !== null && { position: Number(position) }),
  };
};

/** Asks an instance, once. */
export const attempt = async (
  { name, address }: Instance,
  { method, path, body }: HttpRequest,
  id: string,
  patienceMs: number,
): Promise<Attempt> => {
  const began = instant();
  try {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: {
        'x-correlation-id': id,
        ...(method !== 'GET' && { 'idempotency-key': id }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const answer = await answerOf(response);
    return { instance: name, began, ended: instant(), answer };
  } catch {
    return { instance: name, began };
  }
};
