import { z } from 'zod';

/** The parts of the services' answers that the story tells. */
export const accountShape = z.object({ accountId: z.string(), owner: z.string(), balance: z.string() });
export const transactionShape = z.object({ balance: z.string(), position: z.number() });
export const transferShape = z.object({ fromBalance: z.string(), position: z.number() });
export const problemShape = z.object({ code: z.string(), detail: z.string() });
export const unreadShape = z.object({ unread: z.number() });
export const sentShape = z.object({ messageId: z.string(), position: z.number() });

export const statementShape = z.object({
  balance: z.string(),
  lines: z.array(
    z.object({
      type: z.string(),
      amount: z.string(),
      balanceAfter: z.string(),
      counterparty: z.string().optional(),
      description: z.string().optional(),
      recordedAt: z.string(),
      position: z.number(),
    }),
  ),
});

export const messagesShape = z.object({
  unread: z.number(),
  messages: z.array(
    z.object({ messageId: z.string(), text: z.string(), from: z.string().optional(), read: z.boolean() }),
  ),
});

export type Statement = z.infer<typeof statementShape>;
export type Messages = z.infer<typeof messagesShape>;
