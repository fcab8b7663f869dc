import type { Settings } from '../settings';

/** A service that the console watches, and hands an operator's decisions to. */
export interface KnownService {
  readonly name: string;
  readonly log: string;
  readonly appends: boolean;
  readonly hasProjections: boolean;
  readonly hasReactions: boolean;
  readonly addresses: readonly string[];
  readonly metrics: readonly string[];
}

/** The services of the system. */
export const knownServices = (settings: Settings): readonly KnownService[] => [
  {
    ...{ name: 'bank-command', log: 'bank', appends: true, hasProjections: true, hasReactions: true },
    addresses: settings.BANK_COMMAND_URLS,
    metrics: settings.BANK_COMMAND_METRICS_URLS,
  },
  {
    ...{
      name: 'messages-command',
      log: 'messages',
      appends: true,
      hasProjections: false,
      hasReactions: false,
    },
    addresses: settings.MESSAGES_COMMAND_URLS,
    metrics: settings.MESSAGES_COMMAND_METRICS_URLS,
  },
  {
    ...{ name: 'messages-query', log: 'messages', appends: false, hasProjections: true, hasReactions: false },
    addresses: settings.MESSAGES_QUERY_URLS,
    metrics: settings.MESSAGES_QUERY_METRICS_URLS,
  },
];
