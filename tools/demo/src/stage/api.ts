import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { DemoError } from '../demo-error';
import type { Narrator } from './narrator';

const ANSWER_WITHIN_MS = 30_000;
const TRIES = 20;
const PAUSE_MS = 250;

/** A request of the story. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: Readonly<Record<string, string>>;
  /** Only asked for again and again until something has arrived: told once, by the caller. */
  readonly quiet?: boolean;
}

/** What a service answered. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** The header `Log-Position`; 0 without one. */
  readonly position: number;
}

/** A service, as the story's people use it. */
export class Api {
  constructor(
    private readonly address: string,
    private readonly narrator: Narrator,
    private readonly asked: AbortSignal,
  ) {}

  /** Sends a request and tells it. Told to try again later, it repeats it with the same key. */
  async send({ method, path, body, quiet = false }: Call): Promise<Reply> {
    const key = randomUUID();
    if (!quiet) this.narrator.asked([method, path, body && JSON.stringify(body)].filter(Boolean).join(' '));
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(`${this.address}${path}`, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(method !== 'GET' && { 'idempotency-key': key }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.any([this.asked, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      }).catch((cause: unknown) => {
        if (this.asked.aborted) throw new DemoError('stopped', 'Stopped.');
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new DemoError('no-stack', `${method} ${this.address}${path} got no answer: ${reason}.`, {
          cause,
        });
      });
      const text = await response.text();
      if (response.status !== 503 || tries === TRIES) {
        const position = Number(response.headers.get('log-position') ?? 0);
        return { status: response.status, body: text === '' ? undefined : JSON.parse(text), position };
      }
      await delay(PAUSE_MS);
    }
  }

  /**
   * Sends a request whose answer the story knows the form of, and tells its essential members.
   * @throws DemoError `story-broken` when it is answered otherwise
   */
  async expect<Body extends object>(
    call: Call,
    status: number,
    schema: z.ZodType<Body>,
    essential: readonly (keyof Body & string)[],
  ): Promise<Body & { readonly logPosition: number }> {
    const reply = await this.send(call);
    const { data } = schema.safeParse(reply.body);
    if (reply.status !== status || data === undefined) {
      const message = `${call.method} ${call.path} answered ${reply.status} ${JSON.stringify(reply.body)}; the story says ${status}.`;
      throw new DemoError('story-broken', message);
    }
    if (call.quiet !== true) {
      const members = essential.map((name) => `${name} ${String(data[name])}`);
      this.narrator.answered([status, ...members].join(' · '));
    }
    return { ...data, logPosition: reply.position };
  }
}
