import type { Principal } from '../principal';
import type { ProblemMembers } from '../problems';
import { forbidden } from './auth-problems';

export const NOT_YOURS = 'Only the owner or an administrator may do this.';

export const isOwner = ({ subject, isAdmin }: Principal, owner: unknown): boolean =>
  isAdmin || (subject !== undefined && subject === owner);

/**
 * Holds a decision, or an answer, to what belongs to the principal. Where the state says whose something is, call it
 * inside the decision: it may have another owner by the time that the decision counts.
 * @param owner whose it is; absent: everyone's, which is an administrator's business
 * @param members what names the entity
 * @throws Problem `forbidden`
 */
export const requireOwner = (
  principal: Principal,
  owner: string | undefined,
  members: ProblemMembers,
): void => {
  if (!isOwner(principal, owner)) throw forbidden(NOT_YOURS, members);
};
