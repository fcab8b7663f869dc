import { accountShape, transactionShape, transferShape, type Stage } from '../stage';

/** @returns the position in the middle of the story: after Anna's first withdrawal, before the transfer */
export const moveMoney = async ({ narrator, bank, anna, ben }: Stage): Promise<number> => {
  narrator.chapter('Anna deposits her wages and withdraws some cash.');
  const deposit = { amount: '200', description: 'wages' };
  const deposited = await bank.expect(
    { method: 'POST', path: `/accounts/${anna}/deposits`, body: deposit },
    201,
    transactionShape,
    ['balance', 'position'],
  );
  narrator.check('200.00 are on the account', deposited.balance === '200.00');
  const withdrawal = { amount: '50.50', description: 'cash' };
  const withdrawn = await bank.expect(
    { method: 'POST', path: `/accounts/${anna}/withdrawals`, body: withdrawal },
    201,
    transactionShape,
    ['balance', 'position'],
  );
  narrator.check('149.50 are left', withdrawn.balance === '149.50');

  narrator.chapter('Anna pays Ben for the concert tickets.');
  const transfer = { from: anna, to: ben, amount: '49.50', description: 'tickets' };
  const transferred = await bank.expect(
    { method: 'POST', path: '/transfers', body: transfer },
    201,
    transferShape,
    ['fromBalance', 'position'],
  );
  narrator.check('Anna has 100.00 left', transferred.fromBalance === '100.00');
  const account = await bank.expect({ method: 'GET', path: `/accounts/${ben}` }, 200, accountShape, [
    'balance',
  ]);
  narrator.check('Ben has 49.50: one event moved the money on both accounts', account.balance === '49.50');
  return withdrawn.position;
};
