import { accountShape, type Stage } from '../stage';

export const timeTravel = async ({ narrator, bank, anna, ben }: Stage, position: number): Promise<void> => {
  narrator.chapter('The accounts as they were in the middle of the story, before the transfer.');
  const then = { anna: '149.50', ben: '0.00' };
  for (const [person, balance] of [
    [anna, then.anna],
    [ben, then.ben],
  ] as const) {
    const path = `/accounts/${person}?position=${position}`;
    const account = await bank.expect({ method: 'GET', path }, 200, accountShape, ['balance']);
    narrator.check(`it was ${balance}`, account.balance === balance);
  }
  const now = await bank.expect({ method: 'GET', path: `/accounts/${anna}` }, 200, accountShape, ['balance']);
  narrator.check('and now it is 20.00 again: the past is only read', now.balance === '20.00');
};
