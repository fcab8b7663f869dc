import { MongoEventStore } from '@event-sourcing/event-store';
import type { MongoClient } from 'mongodb';
import type { Page } from 'playwright-core';

const AT_ONCE = 250;
const IN_FLIGHT = 40;

/** Fills a log of the bank with so many deposits of one account. */
export const fillBank = async (client: MongoClient, database: string, events: number): Promise<void> => {
  const store = await MongoEventStore.open(client, database);
  const deposits = (first: number) =>
    Array.from({ length: Math.min(AT_ONCE, events - first) }, (_, index) => ({
      ...{ type: 'MoneyDeposited', version: 1, tags: ['account:ann-1'] },
      data: { accountId: 'ann-1', transactionId: `t${first + index}`, amount: '1.00', currency: 'EUR' },
    }));
  for (let first = 0; first < events; first += AT_ONCE * IN_FLIGHT) {
    const beginnings = Array.from({ length: IN_FLIGHT }, (_, index) => first + index * AT_ONCE);
    await Promise.all(
      beginnings.filter((at) => at < events).map((at) => store.append({ events: deposits(at) })),
    );
  }
  await store.close();
};

/** What was seen while a list was scrolled. */
export interface Scrolled {
  readonly frames: number;
  /** Milliseconds from one frame to the next. */
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
  /** At once in the page. */
  readonly mostRows: number;
  /** Milliseconds until a place far away is shown, one for each. */
  readonly jumps: readonly number[];
}

/** Scrolls the list of events on its page by a third of its height a frame, and then jumps to places far away. */
export const scrollThrough = (page: Page, frames: number): Promise<Scrolled> =>
  page.evaluate<Scrolled>(`(async () => {
    const box = document.querySelector('[role=listbox]');
    const frame = () => new Promise((shown) => requestAnimationFrame(shown));
    const count = () => document.querySelectorAll('[role=option]').length;
    let mostRows = 0;
    const took = [];
    let before = await frame();
    for (let index = 0; index < ${frames}; index += 1) {
      box.scrollTop += 200;
      const now = await frame();
      took.push(now - before);
      before = now;
      mostRows = Math.max(mostRows, count());
    }
    const jumps = [];
    for (const place of [0.1, 0.9, 0.5, 1, 0]) {
      const began = performance.now();
      box.scrollTop = place * (box.scrollHeight - box.clientHeight);
      do await frame(); while (document.querySelector('.blank') || performance.now() - began < 100);
      jumps.push(Math.round(performance.now() - began));
      mostRows = Math.max(mostRows, count());
    }
    const ordered = took.toSorted((one, other) => one - other);
    const at = (part) => Math.round(ordered[Math.floor(part * (ordered.length - 1))]);
    return { frames: took.length, median: at(0.5), p95: at(0.95), longest: at(1), mostRows, jumps };
  })()`);
