import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readersQuery } from '../api/readers';
import { servicesQuery } from '../api/services';
import { Empty, Loading, Trouble } from '../parts/states';
import { levels } from '../overview/curves';
import { useSamples } from '../overview/samples';
import { LiveChart } from '../parts/live-chart';
import { ReaderCard } from './reader-card';

/** What reads the logs: how far it is, what it has left, and what to do about it. */
export const ReadersView = () => {
  const services = useQuery(servicesQuery);
  const { data, error, refetch } = useQuery(readersQuery(services.data ?? []));
  const samples = useSamples();
  if (services.error && !services.data) return <Trouble error={services.error} again={services.refetch} />;
  if (!data) return error ? <Trouble error={error} again={refetch} /> : <Loading />;
  return (
    <>
      <Title order={1}>Projections and reactions</Title>
      {data.silent.map((name) => (
        <p key={name} className="notice" role="status">
          {name} does not tell how its readers are doing. It is asked again.
        </p>
      ))}
      {data.readers.length === 0 ? (
        <Empty title="Nothing reads the logs now">
          When a service that has projections or reactions is up, they are here.
        </Empty>
      ) : (
        <>
          <div className="readers">
            {data.readers.map((reader) => (
              <ReaderCard key={`${reader.service} ${reader.kind} ${reader.name}`} reader={reader} />
            ))}
          </div>
          <LiveChart
            title="Lag over time"
            unit="events"
            times={samples.map(({ at }) => at)}
            curves={levels(samples, ({ lags }) => lags)}
          />
        </>
      )}
    </>
  );
};
