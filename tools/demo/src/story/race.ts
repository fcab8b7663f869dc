import { accountShape, problemShape, transactionShape, type Stage } from '../stage';

export const race = async ({ narrator, bank, anna }: Stage): Promise<void> => {
  narrator.chapter('Two withdrawals of 80.00 race for the 100.00 that are there, both at once.');
  const call = { method: 'POST', path: `/accounts/${anna}/withdrawals`, body: { amount: '80.00' } } as const;
  const replies = await Promise.all([bank.send(call), bank.send(call)]);
  for (const { status, body } of replies) {
    const outcome = transactionShape.safeParse(body).data?.balance ?? problemShape.safeParse(body).data?.code;
    narrator.answered(`${status} · ${outcome ?? JSON.stringify(body)}`);
  }
  const statuses = replies.map(({ status }) => status).sort();
  narrator.check('one wins, one is refused', statuses.join() === '201,422');
  const account = await bank.expect({ method: 'GET', path: `/accounts/${anna}` }, 200, accountShape, [
    'balance',
  ]);
  narrator.check('20.00 are left', account.balance === '20.00');
};
