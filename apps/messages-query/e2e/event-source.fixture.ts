/** An event of a stream as a client sees it. */
export interface Received {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

/** A client of a stream of server-sent events. */
export interface EventSource {
  readonly status: number;
  readonly headers: Headers;
  /** The event that every stream begins with. */
  opened(): Promise<Received>;
  /** The next events after it; waits for them. */
  take(count: number): Promise<readonly Received[]>;
  /** Waits until the service ends the stream. */
  ended(): Promise<void>;
  close(): Promise<void>;
}

const received = (frame: string): Received | undefined => {
  const fields = new Map(
    frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
  return id === undefined || event === undefined || data === undefined
    ? undefined
    : { id, event, data: JSON.parse(data) };
};

/** Opens a stream; resolves when the service has answered. */
export const openStream = async (url: string, headers: Record<string, string> = {}): Promise<EventSource> => {
  const response = await fetch(url, { headers });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('A stream has a body.');
  let text = '';
  const events: Received[] = [];
  const readMore = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    if (done) return false;
    const frames = (text + value).split('\n\n');
    text = frames.pop() ?? '';
    events.push(...frames.flatMap((frame) => received(frame) ?? []));
    return true;
  };
  let taken = 1;
  const nth = async (index: number): Promise<Received> => {
    for (;;) {
      const event = events[index];
      if (event) return event;
      if (!(await readMore())) throw new Error('The stream has ended.');
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    opened: () => nth(0),
    take: async (count) => {
      await nth(taken + count - 1);
      taken += count;
      return events.slice(taken - count, taken);
    },
    ended: async () => {
      while (await readMore());
    },
    close: () => reader.cancel(),
  };
};
