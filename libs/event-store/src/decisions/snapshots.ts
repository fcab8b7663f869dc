import type { EventLog } from '../log';
import type { Position } from '../contract';
import type { DecisionModel, Snapshot, SnapshotStorage } from '../models';
import { unchanging } from '../values';
import { checkedSnapshot, encoded, restored } from './snapshot-check';
import { type Samples, UpcastSamples } from './upcast-samples';

/** A model's state as of a position, and what its next snapshot takes. */
export interface KeptState<State> {
  readonly state: State;
  readonly position: Position;
  /** How many events have been folded since it was last kept. */
  readonly unsaved: number;
  /** What upcasters made of events that were folded. */
  readonly samples: Samples;
}

const DEFAULT_EVERY = 500;

/**
 * Takes and finds snapshots of the states of those models that say how. Whatever goes wrong with them costs speed and
 * one warning, never an answer.
 */
export class Snapshots {
  readonly samples: UpcastSamples;
  readonly #warned = new Set<string>();

  constructor(
    private readonly log: EventLog,
    private readonly storage: SnapshotStorage | undefined,
  ) {
    this.samples = new UpcastSamples(log);
  }

  /** The newest snapshot at or before a position that belongs to this log, and to how its events are read today. */
  async find<State>(model: DecisionModel<State>, upTo: Position): Promise<KeptState<State> | undefined> {
    const { snapshot: form } = model;
    const { storage } = this;
    if (!form || !storage) return undefined;
    const found = await this.#tried(model.name, 'read', async () => {
      const stored = await storage.load(this.#keyOf(model, form.version));
      return stored && checkedSnapshot(stored);
    });
    if (!found || found.position > upTo || !(await this.#isOfToday(found))) return undefined;
    const { position, upcasts } = found;
    return this.#tried(model.name, 'decoded', () => ({
      state: unchanging(restored(form, found.state)),
      position,
      unsaved: 0,
      samples: new Map(upcasts.map((sample) => [sample.of, sample])),
    }));
  }

  /** Keeps a state as of the head in the background, when enough events have been folded since the last time. */
  take<State>(model: DecisionModel<State>, kept: KeptState<State>): KeptState<State> {
    const { snapshot: form } = model;
    const { storage } = this;
    const { lastPosition, hash } = this.log.tail.window.end;
    if (!form || !storage || kept.position !== lastPosition) return kept;
    if (kept.unsaved < (form.every ?? DEFAULT_EVERY)) return kept;
    const { position, state, samples } = kept;
    void this.#tried(model.name, 'kept', () =>
      storage.save(this.#keyOf(model, form.version), {
        position,
        hash,
        upcasts: [...samples.values()],
        state: encoded(form, state),
      }),
    );
    return { ...kept, unsaved: 0 };
  }

  async #isOfToday({ position, hash, upcasts }: Snapshot): Promise<boolean> {
    const there = await this.log.storage.headerAt(position);
    return there?.lastPosition === position && there.hash === hash && this.samples.stillHold(upcasts);
  }

  #keyOf({ key, query }: Pick<DecisionModel<unknown>, 'key' | 'query'>, version: number): string {
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
