import { matches, type Query, type QueryItem, type RecordedEvent } from '../../contract';
import { firstAfter } from './first-after';

/**
 * Events in the order of their positions, found by tag and by type without a scan: at 500 appenders a scan of the
 * recent events for every condition cost a factor of 40. Listed when somebody asks: who only appends never pays for it.
 */
export class EventIndex {
  readonly #events: RecordedEvent[] = [];
  readonly #byTag = new Map<string, RecordedEvent[]>();
  readonly #byType = new Map<string, RecordedEvent[]>();
  /** How many of the events are listed by tag and type. */
  #listed = 0;

  get size(): number {
    return this.#events.length;
  }

  /** Adds events that lie after all that are here. */
  add(events: readonly RecordedEvent[]): void {
    this.#events.push(...events);
  }

  /** The events after one position and up to another that match, in order. */
  matching(query: Query, after: number, upTo = Number.MAX_SAFE_INTEGER): RecordedEvent[] {
    const [item, ...others] = query.items;
    if (item === undefined) return between(this.#events, after, upTo);
    this.#list();
    const found = this.#candidates(item).flatMap((events) =>
      between(events, after, upTo).filter((event) => matches({ items: [item] }, event)),
    );
    const ofOthers = others.flatMap((other) => this.matching({ items: [other] }, after, upTo));
    return ofOthers.length === 0 && (item.types?.length ?? 0) <= 1
      ? found
      : [...new Set([...found, ...ofOthers])].sort((a, b) => a.position - b.position);
  }

  #list(): void {
    for (const event of this.#events.slice(this.#listed)) {
      push(this.#byType, event.type, event);
      for (const tag of event.tags) push(this.#byTag, tag, event);
    }
    this.#listed = this.#events.length;
  }

  /** Lists that together hold every event that matches an item: its rarest tag, else its types, else all. */
  #candidates({ types = [], tags = [] }: QueryItem): (readonly RecordedEvent[])[] {
    if (tags.length > 0) {
      return [tags.map((tag) => this.#byTag.get(tag) ?? []).reduce((a, b) => (b.length < a.length ? b : a))];
    }
    if (types.length > 0) return [...new Set(types)].map((type) => this.#byType.get(type) ?? []);
    return [this.#events];
  }
}

const push = <Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void => {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
};

const between = (events: readonly RecordedEvent[], after: number, upTo: number): RecordedEvent[] =>
  events.slice(firstAfter(events, after), firstAfter(events, upTo));
