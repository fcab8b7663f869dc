import { queryOptions } from '@tanstack/react-query';
import {
  listParked,
  listProjections,
  listReactions,
  type ParkedItem,
  type Projection,
  type Reaction,
} from '@event-sourcing/service-clients';
import { answerOf, clientOf, type ServiceView } from './services';

/** What reads a log: a projection or a reaction of a service. */
export type Reader =
  | ({ readonly kind: 'projection'; readonly service: string; readonly log: string } & Projection)
  | ({ readonly kind: 'reaction'; readonly service: string; readonly log: string } & Reaction);

export interface Readers {
  readonly readers: readonly Reader[];
  /** Services that did not tell. */
  readonly silent: readonly string[];
}

const projectionsOf = async ({
  name: service,
  log,
  hasProjections,
}: ServiceView): Promise<readonly Reader[]> => {
  if (!hasProjections) return [];
  const { data } = await answerOf(listProjections({ client: clientOf(service) }));
  return (data?.projections ?? []).map((one) => ({ kind: 'projection', service, log, ...one }));
};

const reactionsOf = async ({ name: service, log, hasReactions }: ServiceView): Promise<readonly Reader[]> => {
  if (!hasReactions) return [];
  const { data } = await answerOf(listReactions({ client: clientOf(service) }));
  return (data?.reactions ?? []).map((one) => ({ kind: 'reaction', service, log, ...one }));
};

/** The projections and reactions of all services. */
export const readersQuery = (services: readonly ServiceView[]) =>
  queryOptions({
    queryKey: ['readers', services.map(({ name }) => name)],
    queryFn: async (): Promise<Readers> => {
      const asked = services.flatMap((service) =>
        [projectionsOf(service), reactionsOf(service)].map(async (read) => ({ service, read: await read })),
      );
      const told = await Promise.allSettled(asked);
      const silent = told.flatMap((one, index) =>
        one.status === 'rejected' ? [services[Math.floor(index / 2)]?.name ?? ''] : [],
      );
      return {
        readers: told.flatMap((one) => (one.status === 'fulfilled' ? one.value.read : [])),
        silent: [...new Set(silent)],
      };
    },
    enabled: services.length > 0,
    refetchInterval: 2_000,
  });

/** What a reaction has not delivered: set aside, and tried again beside the log. */
export const leftQuery = (service: string, name: string) =>
  queryOptions({
    queryKey: ['left', service, name],
    queryFn: async (): Promise<readonly ParkedItem[]> => {
      const client = clientOf(service);
      const { data } = await answerOf(listParked({ client, path: { name }, query: { waiting: 'true' } }));
      return data?.parked ?? [];
    },
    refetchInterval: 2_000,
  });
