import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { FakeBank } from './fake-bank';
import { FakeLog, type FakeAnswer } from './fake-log';
import { FakeMessages } from './fake-messages';

/**
 * What happens to a command: it is done; the connection is lost before or after it was done; it is told to come
 * again, before or after it was done.
 */
export type Fate = 'done' | 'lost-before' | 'lost-after' | 'busy' | 'unknown';

/** All services of the contract at one address, in memory, as far as a replay uses them. */
export class FakeStack {
  readonly bankLog = new FakeLog();
  readonly messagesLog = new FakeLog();
  readonly bank = new FakeBank(this.bankLog);
  readonly messages = new FakeMessages(this.messagesLog);
  /** Every command that came in, repeats included. */
  readonly commands: { readonly path: string; readonly key: string }[] = [];
  /** Decides the fate of the n-th command, counted from 1. */
  fateOf: (nth: number) => Fate = () => 'done';
  readonly #answers = new Map<string, FakeAnswer>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('No port.');
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const answer = request.method === 'POST' ? await this.#command(request, url.pathname) : this.#query(url);
    if (answer === undefined) return void response.destroy();
    response.statusCode = answer.status;
    if (answer.position !== undefined) response.setHeader('log-position', answer.position);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer.body));
  }

  async #command(request: IncomingMessage, path: string): Promise<FakeAnswer | undefined> {
    const body = asRecord(await json(request));
    const key = String(request.headers['idempotency-key']);
    this.commands.push({ path, key });
    const fate = this.fateOf(this.commands.length);
    if (fate === 'lost-before') return undefined;
    if (fate === 'busy') return { status: 503, body: { code: 'try-again-later' } };
    const answer = this.#once(`${path} ${key}`, () => this.#decide(path, body));
    if (fate === 'lost-after') return undefined;
    return fate === 'unknown' ? { status: 503, body: { code: 'outcome-unknown' } } : answer;
  }

  /** The first successful answer of a key is given again; a refusal binds no key. */
  #once(key: string, decide: () => FakeAnswer): FakeAnswer {
    const answer = this.#answers.get(key) ?? decide();
    if (answer.status === 201) this.#answers.set(key, answer);
    return answer;
  }

  #decide(path: string, body: Readonly<Record<string, string>>): FakeAnswer {
    const [, room, id = '', what = ''] = path.split('/');
    if (path === '/accounts') return this.bank.open(body);
    if (room === 'accounts') return this.bank.post(id, what.replace(/s$/, ''), body);
    return this.messages.send(id, body);
  }

  #query({ pathname, searchParams }: URL): FakeAnswer {
    const [, room, id = '', what] = pathname.split('/');
    const cursor = searchParams.get('cursor');
    if (room === 'health') return { status: 200, body: {} };
    if (room === 'projections') {
      const head = Math.max(this.bankLog.head, this.messagesLog.head);
      return { status: 200, body: { projections: [{ position: head, head }] } };
    }
    if (room === 'users') return this.messages.list(id, cursor);
    return what === 'statement' ? this.bank.statement(id, cursor) : this.bank.account(id);
  }
}

const asRecord = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(value ?? {}).map(([name, member]) => [name, String(member)]));
