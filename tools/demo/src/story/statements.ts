import { statementShape, statementTable, type Stage } from '../stage';

export const statements = async ({ narrator, bank, anna, ben }: Stage): Promise<void> => {
  narrator.chapter('Both look at their statements.');
  const expected = [
    { person: anna, amounts: '200.00 -50.50 -49.50 -80.00', balance: '20.00' },
    { person: ben, amounts: '49.50', balance: '49.50' },
  ];
  for (const { person, amounts, balance } of expected) {
    const path = `/accounts/${person}/statement`;
    const statement = await bank.expect({ method: 'GET', path }, 200, statementShape, ['balance']);
    narrator.shown(statementTable(statement));
    narrator.check(
      'every line is there, the last balance is the account’s',
      statement.lines.map(({ amount }) => amount).join(' ') === amounts &&
        statement.balance === balance &&
        statement.lines.at(-1)?.balanceAfter === balance,
    );
  }
};
