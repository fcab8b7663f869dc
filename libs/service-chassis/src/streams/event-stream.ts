import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { frameOf, HEARTBEAT, opening, type ServerSentEvent } from './server-sent-event';

/** What a stream tells. */
export interface EventSource {
  /** The position after which it begins. */
  readonly after: number;
  /** Events until the signal aborts; may be endless. */
  readonly events: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>;
}

/** How a stream of events is sent. */
export interface EventStreamOptions {
  /** The answer that the stream is the body of: it ends with it. */
  readonly response: ServerResponse;
  /** Ends the stream: `SHUTDOWN_SIGNAL`. */
  readonly shutdown: AbortSignal;
  /** Milliseconds without an event until a heartbeat. Default 15,000. */
  readonly heartbeatMs?: number;
  /** Milliseconds for which a client may take nothing of what waits for it, before it is dropped. Default 30,000. */
  readonly patienceMs?: number;
  /** Milliseconds after which the stream ends, for the client to come back. Default: it never does. */
  readonly maxAgeMs?: number;
}

/** Milliseconds after which clients come back. */
const RETRY_MS = 1_000;
/** Of what a client has not taken yet. */
const BUFFER_BYTES = 64 * 1024;
const LAST_WORDS_MS = 1_000;

/**
 * The body of an answer of server-sent events, `open` being the first. The source is asked for the next event only when the client has taken
 * the ones before, so that nothing piles up for a slow one.
 */
export const eventStream = (
  { after, events }: EventSource,
  { response, shutdown, heartbeatMs = 15_000, patienceMs = 30_000, maxAgeMs }: EventStreamOptions,
): Readable => {
  const gone = new AbortController();
  const old = new AbortController();
  const over = AbortSignal.any([old.signal, shutdown]);
  const end = AbortSignal.any([gone.signal, over]);
  const age = maxAgeMs === undefined ? undefined : setTimeout(() => old.abort(), maxAgeMs).unref();
  const slow = new Watchdog(patienceMs, () => stream.destroy());
  const stream = Readable.from(frames(opening(RETRY_MS, after), events(end), heartbeatMs, slow, end), {
    objectMode: false,
    highWaterMark: BUFFER_BYTES,
  });
  response.once('close', () => {
    gone.abort();
    clearTimeout(age);
    slow.stop();
    stream.destroy();
  });
  over.addEventListener('abort', () => slow.expect(LAST_WORDS_MS), { once: true, signal: gone.signal });
  // A client that is dropped, or has gone, is no failure of the service.
  stream.on('error', () => response.destroy());
  stream.once('close', () => gone.abort());
  return stream;
};

/** Calls for an end when what it waits for does not come in time. */
class Watchdog {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ms: number,
    private readonly end: () => void,
  ) {}

  expect(ms = this.ms): void {
    this.stop();
    this.#timer = setTimeout(this.end, ms);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

async function* frames(
  first: string,
  source: AsyncIterable<ServerSentEvent>,
  heartbeatMs: number,
  slow: Watchdog,
  end: AbortSignal,
): AsyncGenerator<string> {
  const events = source[Symbol.asyncIterator]();
  let next = events.next();
  // Whoever waits for it learns of a failure; until then it must not count as unhandled.
  next.catch(() => undefined);
  let frame = first;
  try {
    for (;;) {
      slow.expect();
      yield frame;
      slow.stop();
      const result = await within(heartbeatMs, next, end);
      if (end.aborted || result?.done) return;
      frame = result ? frameOf(result.value) : HEARTBEAT;
      if (!result) continue;
      next = events.next();
      next.catch(() => undefined);
    }
  } finally {
    slow.stop();
    await events.return?.();
  }
}

/** What comes in time; nothing when the time is over or the signal aborts. */
const within = async <Result>(
  ms: number,
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | undefined> => {
  const over = Promise.withResolvers<undefined>();
  const end = () => over.resolve(undefined);
  const timer = setTimeout(end, ms);
  signal.addEventListener('abort', end, { once: true });
  try {
    return signal.aborted ? undefined : await Promise.race([work, over.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
};
