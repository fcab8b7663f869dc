import { serviceCopies, type ServiceName } from '@event-sourcing/stack';
import { serviceClient, toolToken } from '@event-sourcing/tools-kit';
import { moveMoney, openAccounts, overdraft, race, timeTravel } from './bank';
import { messages } from './messages';
import { Printer } from './printer';
import { statements } from './statements';
import type { Story } from './story';
import { storyClient } from './story-client';

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
  const addressesOf = (name: ServiceName): readonly string[] =>
    serviceCopies(portBase, 1).flatMap(({ service, address }) => (service === name ? [address] : []));
  const options = { signal, token: toolToken('demo') };
  const story: Story = {
    printer,
    bank: storyClient(printer, addressesOf('bank-command'), options),
    messagesCommand: storyClient(printer, addressesOf('messages-command'), options),
    messagesQuery: storyClient(printer, addressesOf('messages-query'), options),
    quietQuery: serviceClient(addressesOf('messages-query'), options),
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
