import { LRUCache } from 'lru-cache';
import type { EventLog } from '../log';
import type { Commit, Position } from '../contract';
import type { DecisionModel, Snapshot, SnapshotForm, SnapshotStorage } from '../models';
import { unchanging } from '../values';
import type { KeptState } from './kept-state';
import { checkedSnapshot, encoded, restored } from './snapshot-check';
import { SnapshotTaker, type Taken } from './snapshot-taker';
import { UpcastSamples } from './upcast-samples';

/** A snapshot that was found. */
export interface FoundSnapshot<State> {
  readonly kept: KeptState<State>;
  /** Whether it belongs to this log, and to how its events are read today: until then nothing of it may be kept. */
  readonly proven: Promise<boolean>;
}

type CommitLookup = (position: Position) => Promise<Pick<Commit, 'lastPosition' | 'hash'> | undefined>;

const DEFAULT_EVERY = 500;

/** Snapshots of which it is known that they were kept lately. */
const KNOWN = 10_000;

/**
 * Takes and finds snapshots of the states of those models that say how. Whatever goes wrong with them costs speed and
 * one warning, never an answer.
 */
export class Snapshots {
  readonly samples: UpcastSamples;
  /** What many commands fold at the same time, each for its own answer, is kept once. */
  readonly #known = new LRUCache<string, true>({ max: KNOWN });
  readonly #warned = new Set<string>();

  constructor(
    private readonly log: EventLog,
    private readonly storage: SnapshotStorage | undefined,
  ) {
    this.samples = new UpcastSamples(log);
  }

  /** Events between two snapshots of a model; infinite when none are taken. */
  spacing({ snapshot: form }: DecisionModel<unknown>): number {
    return form && this.storage ? (form.every ?? DEFAULT_EVERY) : Number.POSITIVE_INFINITY;
  }

  /**
   * The newest snapshot after one position and up to another.
   * @param read the commit that ends at a position, where it is being read anyway
   */
  async find<State>(
    model: DecisionModel<State>,
    after: Position,
    upTo: Position,
    read: CommitLookup = async () => undefined,
  ): Promise<FoundSnapshot<State> | undefined> {
    const { snapshot: form } = model;
    const { storage } = this;
    if (!form || !storage) return undefined;
    const key = this.#keyOf(model, form);
    const found = await this.#tried(model.name, 'read', async () => {
      const stored = await storage.load(key, after, upTo);
      return stored && checkedSnapshot(stored);
    });
    if (!found || found.position <= after || found.position > upTo) return undefined;
    const { position, events, upcasts } = found;
    const kept = await this.#tried(model.name, 'decoded', () => ({
      state: unchanging(restored(form, found.state)),
      position,
      events,
      samples: new Map(upcasts.map((sample) => [sample.of, sample])),
    }));
    return kept && { kept, proven: this.#prove(model.name, key, found, read) };
  }

  /**
   * Takes snapshots of a state while it is folded; nothing where none are taken.
   * @param proven whether what is gone on with is good
   */
  along<State>(model: DecisionModel<State>, proven: Promise<boolean>): SnapshotTaker<State> | undefined {
    const { snapshot: form } = model;
    const { storage } = this;
    if (!form || !storage) return undefined;
    return new SnapshotTaker(this.spacing(model), (taken, belowRank) =>
      this.#tried(model.name, 'kept', async () => {
        if (!(await proven)) return;
        const key = this.#keyOf(model, form);
        const unknown = taken.filter(({ position }) => this.#isNew(`${key} ${position}`));
        if (unknown.length > 0) await storage.save(key, unknown.map(snapshotBy(form)));
        if (belowRank > 0) await storage.forget(key, belowRank);
      }),
    );
  }

  #isNew(snapshot: string): boolean {
    if (this.#known.has(snapshot)) return false;
    this.#known.set(snapshot, true);
    return true;
  }

  async #prove(
    name: string,
    key: string,
    { position, hash, upcasts }: Snapshot,
    read: CommitLookup,
  ): Promise<boolean> {
    const [there, isOfToday] = await Promise.all([
      read(position).then((commit) => commit ?? this.log.storage.headerAt(position)),
      this.samples.stillHold(upcasts),
    ]);
    if (there?.lastPosition === position && there.hash === hash) return isOfToday;
    // The log was set back since: others of them may be of what it was, too.
    this.#known.clear();
    void this.#tried(name, 'forgotten', () => this.storage?.forget(key, Number.POSITIVE_INFINITY));
    return false;
  }

  #keyOf({ key, query }: Pick<DecisionModel<unknown>, 'key' | 'query'>, { version }: { version: number }) {
    return `${version} ${this.log.types.signature(query)} ${key}`;
  }

  /** What comes of it; nothing when it fails, which is said once. */
  async #tried<Result>(
    name: string,
    done: string,
    work: () => Result | Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      const about = `Snapshots of decision model ${name} cannot be ${done}`;
      if (!this.#warned.has(about)) {
        this.#warned.add(about);
        process.emitWarning(`${about}; its states are folded from further back: ${String(error)}`, {
          type: 'EventStoreWarning',
          code: 'snapshots-unusable',
        });
      }
      return undefined;
    }
  }
}

const snapshotBy =
  <State>(form: SnapshotForm<State>) =>
  ({ state, samples, ...taken }: Taken<State>): Snapshot => ({
    ...taken,
    upcasts: [...samples.values()],
    state: encoded(form, state),
  });
