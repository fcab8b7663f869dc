import type { EventLog } from '../log';
import type { Position } from '../contract';
import type { DecisionModel } from '../models';
import type { SnapshotStorage } from '../models';
import { unchanging } from '../values';

/** A model's state as of a position, and how many events have been folded since it was last kept. */
export interface KeptState<State> {
  readonly state: State;
  readonly position: Position;
  readonly unsaved: number;
}

const DEFAULT_EVERY = 500;

/** Takes and finds snapshots of the states of those models that say how. */
export class Snapshots {
  constructor(
    private readonly log: EventLog,
    private readonly storage: SnapshotStorage | undefined,
  ) {}

  /** The newest snapshot at or before a position that belongs to this log. */
  async find<State>(model: DecisionModel<State>, upTo: Position): Promise<KeptState<State> | undefined> {
    const { snapshot: form } = model;
    if (!form || !this.storage) return undefined;
    const found = await this.storage.load(keyOf(model, form.version));
    if (!found || found.position > upTo) return undefined;
    const there = await this.log.storage.headerAt(found.position);
    return there?.lastPosition === found.position && there.hash === found.hash
      ? { state: unchanging(form.decode(found.state)), position: found.position, unsaved: 0 }
      : undefined;
  }

  /** Keeps a state as of the head in the background, when enough events have been folded since the last time. */
  take<State>(model: DecisionModel<State>, kept: KeptState<State>): KeptState<State> {
    const { snapshot: form } = model;
    const { lastPosition, hash } = this.log.tail.window.end;
    if (!form || !this.storage || kept.position !== lastPosition) return kept;
    if (kept.unsaved < (form.every ?? DEFAULT_EVERY)) return kept;
    const snapshot = { position: kept.position, hash, state: form.encode(kept.state) };
    // One that fails is missed by nobody: the next will be taken.
    void this.storage.save(keyOf(model, form.version), snapshot).catch(() => undefined);
    return { ...kept, unsaved: 0 };
  }
}

const keyOf = ({ key }: DecisionModel<unknown>, version: number): string => `${version} ${key}`;
