import { textTable } from '@event-sourcing/tools-kit';
import { z } from 'zod';
import type { Story } from './story';

const statement = z.object({
  balance: z.string(),
  lines: z.array(
    z.object({
      type: z.string(),
      amount: z.string(),
      balanceAfter: z.string(),
      counterparty: z.string().optional(),
      description: z.string().default(''),
      recordedAt: z.string(),
    }),
  ),
});

/** As a bank would print it. */
const statementTable = ({ lines }: z.output<typeof statement>): string =>
  textTable(
    ['time', 'what', 'description', 'amount', 'balance'],
    lines.map(({ recordedAt, type, counterparty, description, amount, balanceAfter }) => [
      recordedAt.slice(11, 23),
      counterparty === undefined ? type : `${type} (${counterparty})`,
      ...[description, amount, balanceAfter],
    ]),
    [3, 4],
  );

export const statements = async ({ printer, bank, anna, ben }: Story): Promise<void> => {
  printer.chapter('Both look at their statements.');
  for (const { person, amounts, balance } of [
    { person: anna, amounts: '200.00 -50.50 -49.50 -80.00', balance: '20.00' },
    { person: ben, amounts: '49.50', balance: '49.50' },
  ]) {
    const found = await bank.get(`/accounts/${person}/statement`, statement);
    printer.block(statementTable(found));
    printer.check(
      'every line is there, the last balance is the account’s',
      found.lines.map(({ amount }) => amount).join(' ') === amounts &&
        found.balance === balance &&
        found.lines.at(-1)?.balanceAfter === balance,
    );
  }
};
