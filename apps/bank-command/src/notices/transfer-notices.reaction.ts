import {
  account,
  type MoneyTransferred,
  moneyTransferred,
  noticeText,
  requireOpen,
} from '@event-sourcing/bank-domain';
import type { Reaction } from '@event-sourcing/event-store';
import type { MessagesClient } from './messages-client';
import { isRefusedNotice } from './notice-not-sent';

/** Whom a notice says it is from. */
const SENDER = 'bank';

/**
 * Tells whoever owns the receiving account of each transfer, in the order of the transfers to that account. All of a
 * notice comes from the log as of the transfer, so that every try sends the same.
 */
export const transferNotices = (messages: MessagesClient): Reaction<MoneyTransferred> => ({
  name: 'transfer-notices',
  query: { items: [{ types: [moneyTransferred.type] }] },
  key: ({ data }) => data.to,
  react: async ({ data, metadata }, { idempotencyKey, signal, stateAt }) => {
    const { owner } = requireOpen(await stateAt(account(data.to)), data.to);
    await messages.send(
      owner,
      { messageId: `notice-${idempotencyKey.slice(0, 32)}`, text: noticeText(data), from: SENDER },
      { idempotencyKey, correlationId: metadata.correlationId, signal },
    );
  },
  classify: (error) => (isRefusedNotice(error) ? 'park' : 'retry'),
});
