import type { Commit } from '../contract';
import type { Decided, DecideOptions, Decider } from '../decisions';
import type { EventStore } from '../event-store';
import type { DecisionModel, DecisionModels } from '../models';
import type { Process, StepOptions } from './process-manager';

type OfProcess = { readonly process: DecisionModel<unknown> };

/** How the steps of one handling are taken. */
export interface StepTaking {
  readonly store: EventStore;
  readonly model: DecisionModel<unknown>;
  /** Whether a step is still to be taken, by the state that the log has. */
  stands(state: unknown): boolean;
  /** What a step is carried out with. */
  optionsOf(options: StepOptions): DecideOptions;
  /** Takes note of what came of a step. */
  taken?(decided: Decided<OfProcess>): Promise<void>;
}

/** Makes `Process.decide` of one handling. */
export const stepsBy = ({ store, model: process, ...taking }: StepTaking): Process<unknown>['decide'] =>
  async function decide<Models extends DecisionModels>(
    models: Models,
    decider: Decider<Models & OfProcess>,
    options: StepOptions = {},
  ): Promise<Commit | undefined> {
    const decided = await store.decide(
      { ...models, process },
      (states) => (taking.stands(states.process) ? decider(states) : []),
      taking.optionsOf(options),
    );
    await taking.taken?.(decided);
    return decided.kind === 'written' ? decided.commit : undefined;
  };
