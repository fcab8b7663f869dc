import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { logsQuery } from '../api/logs';
import { type Reader, readersQuery } from '../api/readers';
import { type ServiceView, servicesQuery } from '../api/services';

/** What was counted at one time. */
export interface Sample {
  /** In seconds since 1970. */
  readonly at: number;
  /** The head of each log. */
  readonly heads: ReadonlyMap<string, number>;
  /** What each service has counted, all its instances together; absent: it does not tell. */
  readonly counters: ReadonlyMap<string, Counters>;
  /** Events that each reader is behind. */
  readonly lags: ReadonlyMap<string, number>;
}

export interface Counters {
  readonly appends: number;
  readonly conflicts: number;
  readonly appendSeconds: number;
  readonly batches: number;
  readonly batchedCommits: number;
}

/** Five minutes. */
const KEPT = 150;

const Samples = createContext<readonly Sample[]>([]);

/** What was counted since the page was opened, for as long as is kept. */
export const useSamples = (): readonly Sample[] => useContext(Samples);

/** No two services have a reader of one name. */
const readerName = ({ name }: Reader): string => name;

const sumOf = ({ instances }: ServiceView): Counters | undefined => {
  const told = instances.flatMap(({ counters }) => counters ?? []);
  if (told.length === 0) return undefined;
  const sum = (of: (counters: Counters) => number) => told.reduce((total, one) => total + of(one), 0);
  return {
    appends: sum((one) => one.appends),
    conflicts: sum((one) => one.conflicts),
    appendSeconds: sum((one) => one.appendSeconds),
    batches: sum((one) => one.batches),
    batchedCommits: sum((one) => one.batchedCommits),
  };
};

/** Counts for as long as the page is open, whichever view is shown: charts go on where they were. */
export const SamplesProvider = ({ children }: { readonly children: ReactNode }) => {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const { data: logs } = useQuery(logsQuery);
  const { data: services, dataUpdatedAt } = useQuery(servicesQuery);
  const { data: readers } = useQuery(readersQuery(services ?? []));
  useEffect(() => {
    if (!services) return;
    const sample: Sample = {
      at: dataUpdatedAt / 1_000,
      heads: new Map(logs?.map(({ name, head }) => [name, head])),
      counters: new Map(
        services.flatMap((service) => {
          const sum = sumOf(service);
          return sum && service.appends ? [[service.name, sum] as const] : [];
        }),
      ),
      lags: new Map(readers?.readers.map((reader) => [readerName(reader), reader.lag])),
    };
    setSamples((before) => [...before, sample].slice(-KEPT));
    // One for each time that the services were asked; what came of the others meanwhile goes with it.
  }, [dataUpdatedAt]);
  return <Samples value={samples}>{children}</Samples>;
};
