import { z } from 'zod';
import type { Story } from './story';

const opened = z.object({ accountId: z.string(), balance: z.string() });
const account = z.object({ balance: z.string() });
const transaction = z.object({ balance: z.string(), position: z.number() });
const transfer = z.object({ fromBalance: z.string(), position: z.number() });
const problem = z.object({ code: z.string(), detail: z.string() });

export const openAccounts = async ({ printer, bank, anna, ben }: Story): Promise<void> => {
  printer.chapter('Anna and Ben open accounts.');
  for (const person of [anna, ben]) {
    const { balance } = await bank.post('/accounts', { accountId: person, owner: person }, opened);
    printer.check('a new account has balance 0.00', balance === '0.00');
  }
};

/** @returns the position in the middle of the story: after Anna's first withdrawal, before the transfer */
export const moveMoney = async ({ printer, bank, anna, ben }: Story): Promise<number> => {
  printer.chapter('Anna deposits her wages and withdraws some cash.');
  const wages = { amount: '200', description: 'wages' };
  const deposited = await bank.post(`/accounts/${anna}/deposits`, wages, transaction);
  printer.check('200.00 are on the account', deposited.balance === '200.00');
  const cash = { amount: '50.50', description: 'cash' };
  const withdrawn = await bank.post(`/accounts/${anna}/withdrawals`, cash, transaction);
  printer.check('149.50 are left', withdrawn.balance === '149.50');

  printer.chapter('Anna pays Ben for the concert tickets.');
  const tickets = { from: anna, to: ben, amount: '49.50', description: 'tickets' };
  const { fromBalance } = await bank.post('/transfers', tickets, transfer);
  printer.check('Anna has 100.00 left', fromBalance === '100.00');
  const { balance } = await bank.get(`/accounts/${ben}`, account);
  printer.check('Ben has 49.50: one event moved the money on both accounts', balance === '49.50');
  return withdrawn.position;
};

export const overdraft = async ({ printer, bank, anna }: Story): Promise<void> => {
  printer.chapter('Anna tries to withdraw more than she has.');
  const { code } = await bank.post(`/accounts/${anna}/withdrawals`, { amount: '100.01' }, problem, 422);
  printer.check('the overdraft is refused', code === 'insufficient-funds');
  const { balance } = await bank.get(`/accounts/${anna}`, account);
  printer.check('and the money is where it was', balance === '100.00');
};

export const race = async ({ printer, bank, anna }: Story): Promise<void> => {
  printer.chapter('Two withdrawals of 80.00 race for the 100.00 that are there, both at once.');
  const request = {
    method: 'POST',
    path: `/accounts/${anna}/withdrawals`,
    body: { amount: '80.00' },
  } as const;
  const answers = await Promise.all([bank.send(request), bank.send(request)]);
  for (const { status, body } of answers) {
    const outcome = transaction.safeParse(body).data?.balance ?? problem.safeParse(body).data?.code;
    printer.answer(`${status} · ${outcome ?? JSON.stringify(body)}`);
  }
  const statuses = answers.map(({ status }) => status).sort();
  printer.check('one wins, one is refused', statuses.join() === '201,422');
  const { balance } = await bank.get(`/accounts/${anna}`, account);
  printer.check('20.00 are left', balance === '20.00');
};

export const timeTravel = async ({ printer, bank, anna, ben }: Story, position: number): Promise<void> => {
  printer.chapter('The accounts as they were in the middle of the story, before the transfer.');
  for (const [person, then] of [
    [anna, '149.50'],
    [ben, '0.00'],
  ] as const) {
    const { balance } = await bank.get(`/accounts/${person}?position=${position}`, account);
    printer.check(`it was ${then}`, balance === then);
  }
  const { balance } = await bank.get(`/accounts/${anna}`, account);
  printer.check('and now it is 20.00 again: the past is only read', balance === '20.00');
};
