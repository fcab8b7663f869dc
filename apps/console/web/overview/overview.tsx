import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { logsQuery } from '../api/logs';
import { readersQuery } from '../api/readers';
import { servicesQuery } from '../api/services';
import { Loading, Trouble } from '../parts/states';
import { numberText, PositionLink, Time } from '../parts/words';
import { Catalogue } from './catalogue';
import { Charts } from './charts';
import { FlowPicture } from './flow-picture';
import { ServicesTable } from './services-table';

/** Everything at a glance. */
export const Overview = () => {
  const logs = useQuery(logsQuery);
  const services = useQuery(servicesQuery);
  const readers = useQuery(readersQuery(services.data ?? []));
  if (logs.error && !logs.data) return <Trouble error={logs.error} again={logs.refetch} />;
  if (!logs.data || !services.data) return <Loading />;
  return (
    <>
      <Title order={1}>Overview</Title>
      <section className="tiles" aria-label="Logs">
        {logs.data.map(({ name, head, recordedAt }) => (
          <div key={name} className="card tile">
            <Text c="dimmed" size="sm">
              Events in the log {name}
            </Text>
            <strong>{numberText(head)}</strong>
            <Text size="sm" c="dimmed">
              {recordedAt === undefined ? (
                'Nothing yet'
              ) : (
                <>
                  latest <PositionLink log={name} position={head} /> <Time at={recordedAt} />
                </>
              )}
            </Text>
          </div>
        ))}
        <div className="card tile">
          <Text c="dimmed" size="sm">
            Instances ready
          </Text>
          <strong>{readyText(services.data.flatMap(({ instances }) => instances))}</strong>
          <Text size="sm" c="dimmed">
            of {services.data.length} services
          </Text>
        </div>
        <div className="card tile">
          <Text c="dimmed" size="sm">
            Events parked or waiting
          </Text>
          <strong>{numberText(leftOf(readers.data?.readers ?? []))}</strong>
          <Text size="sm" c="dimmed">
            of all reactions
          </Text>
        </div>
      </section>
      <FlowPicture services={services.data} logs={logs.data} readers={readers.data?.readers ?? []} />
      <Charts />
      <ServicesTable services={services.data} />
      <Catalogue logs={logs.data.map(({ name }) => name)} />
    </>
  );
};

const readyText = (instances: readonly { readonly state: string }[]): string =>
  `${instances.filter(({ state }) => state === 'ready' || state === 'overloaded').length} / ${instances.length}`;

const leftOf = (
  readers: readonly { readonly kind: string; readonly waiting?: number; readonly parked?: number }[],
): number => readers.reduce((sum, { waiting = 0, parked = 0 }) => sum + waiting + parked, 0);
