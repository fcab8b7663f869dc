import { ifMatchAllows } from '../entity-tags';
import { preconditionFailed, type ProblemMembers } from '../problems';
import type { CommandContext } from './command-context';

/**
 * Holds a decision to the version that `If-Match` names.
 * @param version the position of the entity's last event
 * @param members what names the entity
 * @throws Problem `precondition-failed`, with the present `ETag`
 */
export const requireVersion = (
  { ifMatch }: CommandContext,
  version: number,
  members: ProblemMembers,
): void => {
  if (!ifMatchAllows(ifMatch, version)) throw preconditionFailed(version, members);
};
