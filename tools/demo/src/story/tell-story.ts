import { serviceCopies, type ServiceName } from '@event-sourcing/stack';
import { ServiceClient, toolToken } from '@event-sourcing/tools-kit';
import { moveMoney, openAccounts, overdraft, race, timeTravel } from './bank';
import { messages } from './messages';
import { Printer } from './printer';
import { statements } from './statements';
import type { Story } from './story';
import { StoryService } from './story-service';

/** Where and how to tell it. */
export interface StoryOptions {
  readonly portBase: number;
  /** Sets this run's people apart from those of earlier runs on the same stack. */
  readonly run: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Two people, two accounts: the whole story, each outcome checked.
 * @returns how many outcomes there were
 * @throws ToolError
 */
export const tellStory = async ({ portBase, run, say, signal }: StoryOptions): Promise<number> => {
  const printer = new Printer(say);
  const clientOf = (name: ServiceName): ServiceClient =>
    new ServiceClient(
      serviceCopies(portBase, 1).flatMap(({ service, address }) => (service === name ? [address] : [])),
      { signal, token: toolToken('demo') },
    );
  const story: Story = {
    printer,
    bank: new StoryService(clientOf('bank-command'), printer),
    messagesCommand: new StoryService(clientOf('messages-command'), printer),
    messagesQuery: new StoryService(clientOf('messages-query'), printer),
    quietQuery: clientOf('messages-query'),
    anna: `anna-${run}`,
    ben: `ben-${run}`,
  };
  await openAccounts(story);
  const middle = await moveMoney(story);
  await overdraft(story);
  await race(story);
  await statements(story);
  await messages(story);
  await timeTravel(story, middle);
  return printer.outcomes;
};
