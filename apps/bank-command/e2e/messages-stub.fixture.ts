import type { Certificate } from '@event-sourcing/service-chassis/testing';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';

/** A call that the stub got. */
export interface Call {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** What the stub does with a call: a status to answer with, `kill` to end the connection, `hang` to say nothing. */
export type Behaviour = number | 'kill' | 'hang';

/** Stands in place of messages-command, which is another service. */
export interface MessagesStub {
  readonly url: string;
  /** Everything that came, in order. */
  readonly calls: readonly Call[];
  /** The calls that were answered with 201. */
  readonly taken: readonly Call[];
  /** The texts of those for a user. */
  toldTo(user: string): readonly unknown[];
  /** Says what becomes of each call. */
  behave(behaviour: (call: Call, nth: number) => Behaviour): void;
  stop(): Promise<void>;
}

/** What a notice says. */
export const textOf = ({ body }: Call): unknown =>
  typeof body === 'object' && body !== null && 'text' in body ? body.text : undefined;

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text);
};

/** @param identity with it, over TLS */
export const startMessagesStub = async (identity?: Certificate): Promise<MessagesStub> => {
  const calls: Call[] = [];
  const taken: Call[] = [];
  let decide: (call: Call, nth: number) => Behaviour = () => 201;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url: path, headers } = request;
    const call = { method, path, headers, body: await bodyOf(request) };
    calls.push(call);
    const behaviour = decide(call, calls.length);
    if (behaviour === 'hang') return;
    if (behaviour === 'kill') {
      request.socket.destroy();
      return;
    }
    if (behaviour === 201) taken.push(call);
    response.writeHead(behaviour, { 'content-type': 'application/json' }).end('{"said":"by the stub"}');
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => void handle(request, response);
  const server =
    identity === undefined ? createServer(listener) : createSecureServer({ ...identity }, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stub has no port.');
  return {
    url: `http${identity === undefined ? '' : 's'}://127.0.0.1:${address.port}`,
    calls,
    taken,
    toldTo: (user) => taken.filter(({ path }) => path === `/users/${user}/messages`).map(textOf),
    behave: (behaviour) => {
      decide = behaviour;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
