import { queryOptions } from '@tanstack/react-query';
import { type Client, createClient } from '@event-sourcing/service-clients';
import type { ServiceView } from '../../src/services/views';
import { ask, refusedBy } from './request';
import { currentToken } from './token';

export type { InstanceView, ServiceView } from '../../src/services/views';

export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: async () => (await ask<{ readonly services: readonly ServiceView[] }>('services')).services,
  refetchInterval: 2_000,
});

/** A service, as its contract says, through the console's server. */
export const clientOf = (service: string): Client =>
  createClient({
    baseUrl: `${window.location.origin}/api/services/${service}`,
    auth: () => currentToken(),
  });

/**
 * What a generated client answers.
 * @throws Refused
 */
export const answerOf = async <Data,>(
  asked: Promise<{
    readonly data?: Data | undefined;
    readonly error?: unknown;
    readonly response?: Response | undefined;
  }>,
): Promise<{ readonly data: Data | undefined; readonly position: number | undefined }> => {
  const { data, error, response } = await asked;
  if (error !== undefined || !response) throw refusedBy(response?.status ?? 0, error);
  const position = response.headers.get('log-position');
  return { data, position: position === null ? undefined : Number(position) };
};
