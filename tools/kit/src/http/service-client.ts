import { type Client, createClient } from '@event-sourcing/service-clients';
import { ToolError } from '../tool-error';
import { failureReason } from './failure-reason';
import { patientFetch, type PatienceOptions } from './patient-fetch';

/** A client for the generated operations, that asks the copies of a service in turn until one answers. */
export const serviceClient = (
  addresses: string | readonly string[],
  options: PatienceOptions = {},
): Client => {
  const copies = typeof addresses === 'string' ? [addresses] : addresses;
  const fetch = patientFetch(copies, options);
  return createClient({
    baseUrl: copies[0] ?? '',
    redirect: 'manual',
    fetch: (input, init) => fetch(new Request(input, init)),
  });
};

/** What a generated operation resolves to. */
export interface OperationResult<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly request?: Request;
  readonly response?: Response;
}

const requestIn = ({ request }: OperationResult<unknown>): string => {
  const { method = '', url = '' } = request ?? {};
  return `${method} ${url.replace(/^[^/]*\/\/[^/]*/, '')}`;
};

/**
 * What an operation answered when it succeeded.
 * @throws ToolError `unexpected-answer` for any other answer; what the client threw when there was none
 */
export const dataOf = <Data>(result: OperationResult<Data>): Data => {
  const { data, error, response } = result;
  if (response === undefined) throw error;
  if (response.ok && data !== undefined) return data;
  const reason = failureReason(response.status, error);
  throw new ToolError('unexpected-answer', `${requestIn(result)} answered ${reason}.`);
};

/** What an operation answers, when it succeeds. @throws as {@link dataOf} */
export const answered = async <Data>(asked: Promise<OperationResult<Data>>): Promise<Data> =>
  dataOf(await asked);

/**
 * The position of the log that an answer speaks of.
 * @throws ToolError `unexpected-answer` when it names none
 */
export const positionOf = (result: OperationResult<unknown>): number => {
  const value = result.response?.headers.get('log-position') ?? '';
  if (/^\d+$/.test(value)) return Number(value);
  throw new ToolError('unexpected-answer', `${requestIn(result)} answered without a Log-Position.`);
};

/** Every page of a list, in order, each asked for when it is wanted. */
export async function* pages<Page extends { readonly nextCursor?: string }>(
  page: (query: { readonly limit: number; readonly cursor?: string }) => Promise<OperationResult<Page>>,
): AsyncGenerator<Page> {
  for (let cursor: string | undefined = undefined; ;) {
    const found: Page = await answered(page({ limit: 500, ...(cursor !== undefined && { cursor }) }));
    yield found;
    if (found.nextCursor === undefined) return;
    cursor = found.nextCursor;
  }
}
