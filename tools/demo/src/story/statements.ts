import { getStatement, type Statement } from '@event-sourcing/service-clients';
import { textTable } from '@event-sourcing/tools-kit';
import type { Story } from './story';

/** As a bank would print it. */
const statementTable = ({ lines }: Statement): string =>
  textTable(
    ['time', 'what', 'description', 'amount', 'balance'],
    lines.map(({ recordedAt, type, counterparty, description, amount, balanceAfter }) => [
      recordedAt.slice(11, 23),
      counterparty === undefined ? type : `${type} (${counterparty})`,
      ...[description ?? '', amount, balanceAfter],
    ]),
    [3, 4],
  );

export const statements = async ({ printer, bank, anna, ben }: Story): Promise<void> => {
  printer.chapter('Both look at their statements.');
  for (const { person, amounts, balance } of [
    { person: anna, amounts: '200.00 -50.50 -49.50 -80.00', balance: '20.00' },
    { person: ben, amounts: '49.50', balance: '49.50' },
  ]) {
    const found = await printer.told(
      getStatement({ client: bank, path: { accountId: person } }),
      'openingBalance',
      'balance',
    );
    printer.block(statementTable(found));
    printer.check(
      'every line is there, the last balance is the account’s',
      found.lines.map(({ amount }) => amount).join(' ') === amounts &&
        found.balance === balance &&
        found.lines.at(-1)?.balanceAfter === balance,
    );
  }
};
