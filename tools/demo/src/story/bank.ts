import {
  depositMoney,
  getAccount,
  openAccount,
  transferMoney,
  withdrawMoney,
  type Account,
} from '@event-sourcing/service-clients';
import type { Story } from './story';

type Bank = Pick<Story, 'printer' | 'bank'>;

const look = ({ printer, bank }: Bank, accountId: string, position?: number): Promise<Account> =>
  printer.told(
    getAccount({ client: bank, path: { accountId }, query: { ...(position !== undefined && { position }) } }),
    'balance',
  );

export const openAccounts = async ({ printer, bank, anna, ben }: Story): Promise<void> => {
  printer.chapter('Anna and Ben open accounts.');
  for (const person of [anna, ben]) {
    const { balance } = await printer.told(
      openAccount({ client: bank, body: { accountId: person, owner: person } }),
      'accountId',
      'balance',
    );
    printer.check('a new account has balance 0.00', balance === '0.00');
  }
};

/** @returns the position in the middle of the story: after Anna's first withdrawal, before the transfer */
export const moveMoney = async ({ printer, bank, anna, ben }: Story): Promise<number> => {
  printer.chapter('Anna deposits her wages and withdraws some cash.');
  const wages = { amount: '200', description: 'wages' };
  const deposited = await printer.told(
    depositMoney({ client: bank, path: { accountId: anna }, body: wages }),
    'balance',
    'position',
  );
  printer.check('200.00 are on the account', deposited.balance === '200.00');
  const cash = { amount: '50.50', description: 'cash' };
  const withdrawn = await printer.told(
    withdrawMoney({ client: bank, path: { accountId: anna }, body: cash }),
    'balance',
    'position',
  );
  printer.check('149.50 are left', withdrawn.balance === '149.50');

  printer.chapter('Anna pays Ben for the concert tickets.');
  const tickets = { from: anna, to: ben, amount: '49.50', description: 'tickets' };
  const { fromBalance } = await printer.told(
    transferMoney({ client: bank, body: tickets }),
    'fromBalance',
    'position',
  );
  printer.check('Anna has 100.00 left', fromBalance === '100.00');
  const { balance } = await look({ printer, bank }, ben);
  printer.check('Ben has 49.50: one event moved the money on both accounts', balance === '49.50');
  return withdrawn.position;
};

export const overdraft = async ({ printer, bank, anna }: Story): Promise<void> => {
  printer.chapter('Anna tries to withdraw more than she has.');
  const { error, response } = await withdrawMoney({
    client: bank,
    path: { accountId: anna },
    body: { amount: '100.01' },
  });
  printer.answer(`${response?.status} · ${error?.code}`);
  printer.check('the overdraft is refused', error?.code === 'insufficient-funds');
  const { balance } = await look({ printer, bank }, anna);
  printer.check('and the money is where it was', balance === '100.00');
};

export const race = async ({ printer, bank, anna }: Story): Promise<void> => {
  printer.chapter('Two withdrawals of 80.00 race for the 100.00 that are there, both at once.');
  const withdraw = () =>
    withdrawMoney({ client: bank, path: { accountId: anna }, body: { amount: '80.00' } });
  const answers = await Promise.all([withdraw(), withdraw()]);
  for (const { data, error, response } of answers)
    printer.answer(`${response?.status} · ${data?.balance ?? error?.code}`);
  const statuses = answers.map(({ response }) => response?.status).sort();
  printer.check('one wins, one is refused', statuses.join() === '201,422');
  const { balance } = await look({ printer, bank }, anna);
  printer.check('20.00 are left', balance === '20.00');
};

export const timeTravel = async ({ printer, bank, anna, ben }: Story, position: number): Promise<void> => {
  printer.chapter('The accounts as they were in the middle of the story, before the transfer.');
  for (const [person, then] of [
    [anna, '149.50'],
    [ben, '0.00'],
  ] as const) {
    const { balance } = await look({ printer, bank }, person, position);
    printer.check(`it was ${then}`, balance === then);
  }
  const { balance } = await look({ printer, bank }, anna);
  printer.check('and now it is 20.00 again: the past is only read', balance === '20.00');
};
