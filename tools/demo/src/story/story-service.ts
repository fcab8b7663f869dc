import {
  expectAnswer,
  type Answer,
  type ServiceClient,
  type ServiceRequest,
} from '@event-sourcing/tools-kit';
import type { z } from 'zod';
import type { Printer } from './printer';

/** The header `Log-Position` of an answer, beside its body. */
export type WithPosition<Body> = Body & { readonly logPosition: number };

/** A service, as the people of the story use it: every request and answer is printed. */
export class StoryService {
  constructor(
    private readonly client: ServiceClient,
    private readonly printer: Printer,
  ) {}

  /** Sends a request whose answer may be any. */
  send(request: ServiceRequest): Promise<Answer> {
    const { method, path, body } = request;
    this.printer.request([method, path, body && JSON.stringify(body)].filter(Boolean).join(' '));
    return this.client.send(request);
  }

  /** @throws ToolError `unexpected-answer` unless it is answered with 200 and such a body */
  get<Body extends object>(path: string, schema: z.ZodType<Body>): Promise<WithPosition<Body>> {
    return this.#expect({ method: 'GET', path }, 200, schema);
  }

  /** @throws ToolError `unexpected-answer` unless it is answered with that status and such a body */
  post<Body extends object>(
    path: string,
    body: object,
    schema: z.ZodType<Body>,
    status = 201,
  ): Promise<WithPosition<Body>> {
    return this.#expect({ method: 'POST', path, body }, status, schema);
  }

  async #expect<Body extends object>(
    request: ServiceRequest,
    status: number,
    schema: z.ZodType<Body>,
  ): Promise<WithPosition<Body>> {
    const answer = await this.send(request);
    const body = expectAnswer(answer, status, schema);
    // A list is shown as a table, by who asked for it.
    const members = Object.entries(body).filter(([, value]) => typeof value !== 'object');
    this.printer.answer([status, ...members.map(([name, value]) => `${name} ${String(value)}`)].join(' · '));
    return { ...body, logPosition: answer.position ?? 0 };
  }
}
