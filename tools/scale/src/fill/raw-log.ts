import type { MoneyDeposited } from '@event-sourcing/bank-domain';
import { DURABLE, eventDocument, openRawEvents, type OwnDatabase } from '@event-sourcing/bench';
import type { EventData } from '@event-sourcing/event-store';
import { eventAt } from './event-at';
import type { Stretch } from './work-off';

const AT_ONCE = 1_000;

type RawEvents = Awaited<ReturnType<typeof openRawEvents>>;

/** The raw driver: a document for each event under the store's indexes, numbered in the process. */
export class RawLog {
  private constructor(
    private readonly events: RawEvents,
    private last: number,
  ) {}

  static async open({ db }: OwnDatabase): Promise<RawLog> {
    const events = await openRawEvents(db);
    return new RawLog(events, await lastPosition(events));
  }

  get head(): number {
    return this.last;
  }

  async fill({ from, to, signal, onProgress }: Stretch): Promise<void> {
    for (let n = from; n < to; n += AT_ONCE) {
      signal.throwIfAborted();
      const end = Math.min(to, n + AT_ONCE);
      await this.insertMany(Array.from({ length: end - n }, (_, index) => eventAt(n + index)));
      onProgress?.(end);
    }
  }

  async insertMany(events: readonly EventData<string, object>[]): Promise<void> {
    await this.events.insertMany(
      events.map((event) => this.#next(event)),
      { ordered: true, ...DURABLE },
    );
  }

  async insertOne(event: MoneyDeposited): Promise<void> {
    await this.events.insertOne(this.#next(event), DURABLE);
  }

  #next(event: EventData<string, object>) {
    return eventDocument((this.last += 1), event);
  }
}

/** Where a log without gaps ends, by looks that double their stride and halve it again: engines may scan for a maximum. */
const lastPosition = async (events: RawEvents): Promise<number> => {
  const isThere = async (position: number): Promise<boolean> =>
    (await events.findOne({ position }, { projection: { position: 1 } })) !== null;
  let [last, stride] = [0, 1];
  for (; await isThere(last + stride); stride *= 2) last += stride;
  for (; stride >= 1; stride /= 2) if (await isThere(last + stride)) last += stride;
  return last;
};
