import { accountShape, type Stage } from '../stage';

export const openAccounts = async ({ narrator, bank, anna, ben }: Stage): Promise<void> => {
  narrator.chapter('Anna and Ben open accounts.');
  for (const person of [anna, ben]) {
    const body = { accountId: person, owner: person };
    const opened = await bank.expect({ method: 'POST', path: '/accounts', body }, 201, accountShape, [
      'accountId',
      'balance',
    ]);
    narrator.check('a new account has balance 0.00', opened.balance === '0.00');
  }
};
