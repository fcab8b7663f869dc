import type { OpenAccount } from '@event-sourcing/bank-domain';
import { entityTag, type IfMatch, ifMatchAllows, Problem } from '@event-sourcing/service-chassis';

/**
 * Holds a decision to the version that `If-Match` names.
 * @throws Problem `precondition-failed`, with the present `ETag`
 */
export const requireVersion = (
  { accountId, lastPosition }: OpenAccount,
  ifMatch: IfMatch | undefined,
): void => {
  if (ifMatchAllows(ifMatch, lastPosition)) return;
  throw new Problem(
    'precondition-failed',
    412,
    `Account ${accountId} has changed since. Read it again and decide anew.`,
    { members: { accountId }, headers: { etag: entityTag(lastPosition) } },
  );
};
