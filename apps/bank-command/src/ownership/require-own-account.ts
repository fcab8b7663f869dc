import type { Account } from '@event-sourcing/bank-domain';
import {
  type CommandContext,
  type Principal,
  requireOwner,
  requireVersion,
} from '@event-sourcing/service-chassis';

/** @throws Problem `forbidden` when it is another's */
export const requireOwnAccount = (
  principal: Principal,
  { accountId, owner }: Pick<Account, 'accountId' | 'owner'>,
): void => requireOwner(principal, owner, { accountId });

/**
 * Holds a decision about an account to its owner, and to the version that `If-Match` names, in this order.
 * @throws Problem `forbidden`, `precondition-failed`
 */
export const requireAllowed = (context: CommandContext, account: Account): void => {
  requireOwnAccount(context.principal, account);
  requireVersion(context, account.lastPosition, { accountId: account.accountId });
};
