import type { Stage } from '../stage';
import { messages } from './messages';
import { moveMoney } from './move-money';
import { openAccounts } from './open-accounts';
import { overdraft } from './overdraft';
import { race } from './race';
import { statements } from './statements';
import { timeTravel } from './time-travel';

/**
 * Two people, two accounts: the whole story, each outcome checked.
 * @throws DemoError
 */
export const tellStory = async (stage: Stage): Promise<void> => {
  await openAccounts(stage);
  const middle = await moveMoney(stage);
  await overdraft(stage);
  await race(stage);
  await statements(stage);
  await messages(stage);
  await timeTravel(stage, middle);
};
