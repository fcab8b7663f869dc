import { accountShape, problemShape, type Stage } from '../stage';

export const overdraft = async ({ narrator, bank, anna }: Stage): Promise<void> => {
  narrator.chapter('Anna tries to withdraw more than she has.');
  const before = await bank.expect(
    { method: 'GET', path: `/accounts/${anna}`, quiet: true },
    200,
    accountShape,
    [],
  );
  const problem = await bank.expect(
    { method: 'POST', path: `/accounts/${anna}/withdrawals`, body: { amount: '100.01' } },
    422,
    problemShape,
    ['code', 'detail'],
  );
  narrator.check('the overdraft is refused', problem.code === 'insufficient-funds');
  const after = await bank.expect({ method: 'GET', path: `/accounts/${anna}` }, 200, accountShape, [
    'balance',
  ]);
  narrator.check(
    'and nothing was written',
    after.balance === '100.00' && after.logPosition === before.logPosition,
  );
};
