import type { Contract } from './contract';
import type { TestAnswer } from './test-answer';

export interface TestRequest {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends requests to one service. */
export interface TestClient {
  readonly url: string;
  request(method: string, path: string, request?: TestRequest): Promise<TestAnswer>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>;
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>;
  put(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>;
  delete(path: string, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>;
}

const parse = (text: string, type: string | null): unknown =>
  type?.includes('json') ? JSON.parse(text) : undefined;

/**
 * A client of the service at an address. Every request has its own answer; nothing is retried.
 * @param contract what every answer is held against
 */
export const testClient = (url: string, contract?: Contract): TestClient => {
  const request: TestClient['request'] = async (method, path, { body, raw, headers = {} } = {}) => {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(payload !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(payload !== undefined && { body: payload }),
    });
    const text = await response.text();
    const position = response.headers.get('log-position');
    const answer: TestAnswer = {
      status: response.status,
      headers: response.headers,
      text,
      json: text === '' ? undefined : parse(text, response.headers.get('content-type')),
      position: position === null ? undefined : Number(position),
    };
    contract?.check(method, path, answer);
    return answer;
  };
  return {
    url,
    request,
    get: (path, headers = {}) => request('GET', path, { headers }),
    post: (path, body, headers = {}) => request('POST', path, { body, headers }),
    put: (path, body, headers = {}) => request('PUT', path, { body, headers }),
    delete: (path, headers = {}) => request('DELETE', path, { headers }),
  };
};
