import { currentToken } from './token';

/** What the server, or a service behind it, says no with: RFC 9457. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
  ) {
    super(detail);
  }
}

const textOf = (body: object, member: string): string | undefined => {
  const value: unknown = Reflect.get(body, member);
  return typeof value === 'string' ? value : undefined;
};

/** A problem as it is shown; what is none is told by its status. */
export const refusedBy = (status: number, body: unknown): Refused => {
  const problem = typeof body === 'object' && body !== null ? body : {};
  const detail = textOf(problem, 'detail') ?? `The answer was ${status}.`;
  return new Refused(status, textOf(problem, 'code') ?? 'unknown', detail);
};

const parameters = (query: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};

/**
 * Asks the console's server.
 * @throws Refused
 */
export const ask = async <View,>(
  path: string,
  query: Readonly<Record<string, string | number | undefined>> = {},
): Promise<View> => {
  const token = currentToken();
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`/api/${path}${parameters(query)}`, { headers }).catch(() => undefined);
  if (!response) throw new Refused(0, 'console-away', 'The console does not answer. Is it running?');
  if (!response.ok) throw refusedBy(response.status, await problemIn(response));
  const answered: AnswerOf<View> = response;
  return answered.json();
};

/** What the server answers is said by `views.ts`, to it and to the page. */
interface AnswerOf<View> {
  json(): Promise<View>;
}

const problemIn = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
};
