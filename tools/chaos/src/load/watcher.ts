import { EventSource } from 'eventsource';
import { z } from 'zod';
import type { Watched } from '../evidence/evidence';
import type { Instance } from './attempt';

/** A heartbeat comes every 15 s. */
const SILENT_MS = 20_000;
const LOOK_EVERY_MS = 1_000;

const message = z.object({ messageId: z.string() });

/** Reads a user's stream, at the instances in turn; comes back with the last id that it had. */
export class Watcher {
  readonly #told: { position: number; event: string; message: string }[] = [];
  #source: EventSource | undefined;
  #from: number | undefined;
  #last = '';
  #turn = 0;
  #heardAt = performance.now();
  #gate: PromiseWithResolvers<undefined> | undefined;
  readonly #look = setInterval(() => this.#comeBackIfSilent(), LOOK_EVERY_MS);

  constructor(
    private readonly user: string,
    private readonly instances: readonly Instance[],
  ) {
    this.#open();
  }

  /** From now on nothing is read of what comes. */
  halt(): void {
    this.#gate ??= Promise.withResolvers();
  }

  goOn(): void {
    this.#gate?.resolve(undefined);
    this.#gate = undefined;
  }

  watched(): Watched | undefined {
    return this.#from === undefined ? undefined : { user: this.user, from: this.#from, told: this.#told };
  }

  stop(): void {
    clearInterval(this.#look);
    this.#source?.close();
    this.goOn();
  }

  #open(): void {
    this.#heardAt = performance.now();
    const { address } = this.instances[(this.#turn += 1) % this.instances.length] ?? { address: '' };
    const resume = this.#last === '' ? '' : `?lastEventId=${this.#last}`;
    const source = new EventSource(`${address}/users/${this.user}/message-stream${resume}`, {
      fetch: async (url, init) => this.#slowly(await fetch(url, init)),
    });
    this.#source = source;
    for (const event of ['open', 'sent', 'read', 'deleted'])
      source.addEventListener(event, (told: MessageEvent | Event) => {
        if (this.#source === source && 'data' in told) this.#take(event, told.lastEventId, String(told.data));
      });
  }

  #take(event: string, id: string, data: string): void {
    this.#last = id;
    if (event === 'open') this.#from ??= Number(id);
    else this.#told.push({ position: Number(id), event, message: message.parse(JSON.parse(data)).messageId });
  }

  #slowly(response: Response): Response {
    const slow = new TransformStream<Uint8Array, Uint8Array>({
      transform: async (bytes, stream) => {
        await this.#gate?.promise;
        this.#heardAt = performance.now();
        stream.enqueue(bytes);
      },
    });
    if (response.body === null) return response;
    return new Response(response.body.pipeThrough(slow), response);
  }

  /** A connection that is dead at one end says nothing; a refusal ends a stream for good. */
  #comeBackIfSilent(): void {
    const isOver = this.#source?.readyState === EventSource.CLOSED;
    const isSilent = this.#gate === undefined && performance.now() - this.#heardAt > SILENT_MS;
    if (!isOver && !isSilent) return;
    this.#source?.close();
    this.#open();
  }
}
