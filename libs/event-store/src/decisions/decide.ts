import { assertConfirmation } from '../contract';
import type { DecisionModels } from '../models';
import type { Decided, DecideOptions, Decider } from './decider';
import { type DecisionParts, DecisionRun } from './decision-run';
import { unknownIfUnavailable } from './errors';

/**
 * Reads what the decision depends on, decides, and appends on the condition that nothing relevant happened since; on a
 * conflict decides anew.
 *
 * A decision may depend on commits of this process that are still on their way; it stands only if exactly these are
 * stored. No insert protects what writes nothing, a refusal above all: it is given only from stored state that was
 * confirmed by a look at the log's end after the command arrived. Under a key it is recorded before it is given, so that
 * it is final for every try of the command that began before.
 * @throws whatever the decider throws; EventStoreError `retries-exhausted`, `command-answered` and those of an append
 */
export const decide = async <Models extends DecisionModels>(
  parts: DecisionParts,
  models: Models,
  decider: Decider<Models>,
  options: DecideOptions,
): Promise<Decided<Models>> => {
  assertConfirmation(options.confirm);
  const run = () => new DecisionRun(parts, models, decider, options).result();
  // A try that fails to read writes nothing, but under the caller's own id an earlier one may have.
  return options.command === undefined ? run() : unknownIfUnavailable(options.command.id, run);
};
