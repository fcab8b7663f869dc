import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const Value = z
  .object({ stringValue: z.string() })
  .or(z.object({ intValue: z.number() }))
  .or(z.unknown());
const Attributes = z.array(z.object({ key: z.string(), value: Value }));
const Span = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  attributes: Attributes,
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })),
});
const Traces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(Span) })),
    }),
  ),
});

/** A span as a collector is told of it. */
export interface CollectedSpan extends Omit<z.output<typeof Span>, 'attributes'> {
  readonly service: unknown;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly facts: Readonly<Record<string, unknown>>;
}

const factsOf = (attributes: z.output<typeof Attributes>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, Object.values(value as Record<string, unknown>)[0]]),
  );

const spansIn = (body: unknown): readonly CollectedSpan[] =>
  Traces.parse(body).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes, ...span }) => ({
        ...span,
        service: factsOf(resource.attributes)['service.name'],
        resource: factsOf(resource.attributes),
        facts: factsOf(attributes),
      })),
    ),
  );

const WAIT_MS = 60_000;

/** Takes traces over OTLP, as JSON. */
export class Collector {
  readonly spans: CollectedSpan[] = [];
  readonly #server = createServer((request, response) => {
    void json(request).then((body) => {
      this.spans.push(...spansIn(body));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });

  /** @returns where it listens */
  async listen(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('It has no port.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** The first span that is as asked, once there is one. */
  async find(
    service: string,
    name: string,
    is: (span: CollectedSpan) => boolean = () => true,
  ): Promise<CollectedSpan> {
    const until = Date.now() + WAIT_MS;
    for (;;) {
      const found = this.spans.find((span) => span.service === service && span.name === name && is(span));
      if (found) return found;
      if (Date.now() > until) {
        const told = this.spans.map((span) => `${String(span.service)}: ${span.name}`);
        throw new Error(`No span ${name} of ${service} came. These did: ${[...new Set(told)].join(', ')}`);
      }
      await pause(50);
    }
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
