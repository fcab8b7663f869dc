import type { PendingCommit } from './pending-commit';
import { matches, type Query, type QueryItem } from '../../contract';

/** The appends on their way, found by id and by tag. */
export class PendingIndex {
  readonly #byId = new Map<string, PendingCommit>();
  readonly #byTag = new Map<string, Set<PendingCommit>>();

  byId(id: string): PendingCommit | undefined {
    const pending = this.#byId.get(id);
    return pending?.waiting ? pending : undefined;
  }

  all(): readonly PendingCommit[] {
    return [...this.#byId.values()];
  }

  add(pending: PendingCommit): void {
    this.#byId.set(pending.prepared.id, pending);
    forEachTag(pending, (tag) => {
      const tagged = this.#byTag.get(tag);
      if (tagged) tagged.add(pending);
      else this.#byTag.set(tag, new Set([pending]));
    });
  }

  remove(pending: PendingCommit): void {
    if (this.#byId.get(pending.prepared.id) === pending) this.#byId.delete(pending.prepared.id);
    forEachTag(pending, (tag) => {
      const tagged = this.#byTag.get(tag);
      tagged?.delete(pending);
      if (tagged?.size === 0) this.#byTag.delete(tag);
    });
  }

  /** Those still waiting that hold a matching event, in the order in which they came. */
  matching(query: Query): readonly PendingCommit[] {
    if (this.#byId.size === 0) return [];
    const items = query.items.length === 0 ? [{}] : query.items;
    const found = new Set(
      items.flatMap((item) =>
        [...this.#candidates(item)].filter(
          ({ waiting, prepared }) =>
            waiting && prepared.events.some((event) => matches({ items: [item] }, event)),
        ),
      ),
    );
    return items.length === 1 ? [...found] : this.all().filter((pending) => found.has(pending));
  }

  #candidates({ tags = [] }: QueryItem): Iterable<PendingCommit> {
    const [tag] = tags;
    return tag === undefined ? this.#byId.values() : (this.#byTag.get(tag) ?? []);
  }
}

/** Each tag at least once. */
const forEachTag = ({ prepared }: PendingCommit, visit: (tag: string) => void): void => {
  for (const { tags } of prepared.events) for (const tag of tags) visit(tag);
};
