import { EventSource as NpmEventSource } from 'eventsource';
import type { Page } from 'playwright-core';

/** A client that comes back by itself when a stream ends, as browsers do. */
export interface StreamClient {
  /** The events so far, as `open 3`, `sent 4`. */
  seen(): Promise<readonly string[]>;
  /** How often it was answered. */
  answers(): Promise<number>;
  close(): Promise<void>;
}

const EVENTS = ['open', 'sent', 'read', 'deleted'];

/** The client of a page in a browser. */
export const browserClient = async (page: Page, url: string): Promise<StreamClient> => {
  const watched = await page.evaluateHandle(
    ([to, events]) => {
      const source = new EventSource(to);
      const state = { seen: new Array<string>(), answers: 0, close: () => source.close() };
      for (const type of events) {
        source.addEventListener(type, (event) => {
          if (event instanceof MessageEvent) state.seen.push(`${type} ${event.lastEventId}`);
          else state.answers += 1;
        });
      }
      return state;
    },
    [url, EVENTS] as const,
  );
  return {
    seen: () => watched.evaluate(({ seen }) => seen),
    answers: () => watched.evaluate(({ answers }) => answers),
    close: () => watched.evaluate(({ close }) => close()),
  };
};

/** The npm package `eventsource`. */
export const npmClient = async (url: string): Promise<StreamClient> => {
  const source = new NpmEventSource(url);
  const seen: string[] = [];
  let answers = 0;
  for (const type of EVENTS) {
    source.addEventListener(type, (event) => {
      if (event instanceof MessageEvent) seen.push(`${type} ${event.lastEventId}`);
      else answers += 1;
    });
  }
  return { seen: async () => seen, answers: async () => answers, close: async () => source.close() };
};
