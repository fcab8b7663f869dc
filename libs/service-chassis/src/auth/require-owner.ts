import type { Principal } from '../principal';
import type { ProblemMembers } from '../problems';
import { notTheirs } from './auth-problems';

export const isOwner = ({ subject, isAdmin }: Principal, owner: unknown): boolean =>
  isAdmin || (subject !== undefined && subject === owner);

/**
 * Holds a decision, or an answer, to what belongs to the principal. Where the state says whose something is, call it
 * inside the decision: it may have another owner by the time that the decision counts.
 * @param members what names the entity
 * @throws Problem `forbidden`
 */
export const requireOwner = (principal: Principal, owner: string, members: ProblemMembers): void => {
  if (!isOwner(principal, owner)) throw notTheirs('This belongs to somebody else.', members);
};
