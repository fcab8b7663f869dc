import { CloseButton, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type CommitView, type EventView, explanationQuery } from '../api/logs';
import { JsonView } from '../parts/json-view';
import { Loading, Trouble } from '../parts/states';
import { numberText, PositionLink, Tags, Time } from '../parts/words';

/** An event: what it says, who asked for it, where it comes from and what followed. */
export const EventDetail = ({
  log,
  position,
  onClose,
}: {
  readonly log: string;
  readonly position: number;
  readonly onClose: () => void;
}) => {
  const { data, error, refetch } = useQuery(explanationQuery(log, position));
  const event = data?.commit.events.find((one) => one.position === position);
  return (
    <section className="card detail" aria-labelledby="event">
      <header>
        <Title order={2} id="event">
          Event {numberText(position)}
        </Title>
        <CloseButton aria-label="Close the event" onClick={onClose} />
      </header>
      {data && event ? (
        <>
          <EventBody log={log} event={event} />
          <CommitFacts commit={data.commit} />
          <Chain title="Caused by" commits={data.cause ? [data.cause] : []} />
          <Chain title="Earlier in the same request" commits={data.before} />
          <Chain title="What followed" commits={data.followed} />
          <Text size="sm" c="dimmed">
            {numberText(data.within)} positions on either side were looked at in each log.
          </Text>
        </>
      ) : error ? (
        <Trouble error={error} again={refetch} />
      ) : (
        <Loading />
      )}
    </section>
  );
};

const EventBody = ({ log, event }: { readonly log: string; readonly event: EventView }) => (
  <>
    <p className="headline">
      <span className="type">{event.type}</span>
      <Text span c="dimmed" size="sm">
        version {event.version}, <Time at={event.recordedAt} />
      </Text>
    </p>
    <Tags log={log} tags={event.tags} at={event.position} />
    <Title order={3}>Data</Title>
    <JsonView value={event.data} label="Data of the event" />
  </>
);

const CommitFacts = ({ commit }: { readonly commit: CommitView }) => {
  const { commitId, hash, position, lastPosition, metadata } = commit;
  const facts = Object.entries({
    positions: position === lastPosition ? String(position) : `${position} to ${lastPosition}`,
    'commit id': commitId,
    hash,
    ...metadata,
  });
  return (
    <>
      <Title order={3}>Commit and metadata</Title>
      <Table className="facts" withRowBorders={false}>
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{name}</Table.Th>
              <Table.Td className="mono">{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
};

const Chain = ({ title, commits }: { readonly title: string; readonly commits: readonly CommitView[] }) =>
  commits.length === 0 ? null : (
    <>
      <Title order={3}>{title}</Title>
      <ul className="chain">
        {commits.flatMap(({ log, events }) =>
          events.map(({ position, type, recordedAt }) => (
            <li key={`${log} ${position}`}>
              <span className="of">{log}</span> <PositionLink log={log} position={position} />{' '}
              <span className="type">{type}</span> <Time at={recordedAt} />
            </li>
          )),
        )}
      </ul>
    </>
  );
