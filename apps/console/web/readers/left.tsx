import { Button, Group, Text } from '@mantine/core';
import { type ParkedItem, retryParked, skipParked } from '@event-sourcing/service-clients';
import { useQuery } from '@tanstack/react-query';
import { leftQuery } from '../api/readers';
import { answerOf, clientOf } from '../api/services';
import { TextAction } from '../parts/text-action';
import { PositionLink, Time } from '../parts/words';
import { useDecision } from './use-decision';

/** What a reaction has left undone: waiting for its next try, or set aside until somebody decides. */
export const Left = ({
  service,
  log,
  name,
  count,
}: {
  readonly service: string;
  readonly log: string;
  readonly name: string;
  readonly count: number;
}) => {
  const { data = [] } = useQuery({ ...leftQuery(service, name), enabled: count > 0 });
  if (count === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing waits, nothing is parked.
      </Text>
    );
  return (
    <ul className="left">
      {data.map((item) => (
        <LeftItem key={item.position} {...{ service, log, name, item }} />
      ))}
    </ul>
  );
};

const LeftItem = ({
  service,
  log,
  name,
  item: { position, key, attempts, error, since },
}: {
  readonly service: string;
  readonly log: string;
  readonly name: string;
  readonly item: ParkedItem;
}) => {
  const to = { client: clientOf(service), path: { name, position } };
  const retry = useDecision(() => answerOf(retryParked({ ...to, body: {} })));
  const skip = useDecision((reason: string) => answerOf(skipParked({ ...to, body: { reason } })));
  const refused = retry.error ?? skip.error;
  return (
    <li>
      <Text size="sm">
        Event <PositionLink log={log} position={position} /> for {key},{' '}
        {attempts === 0 ? 'waits behind an earlier one' : `tried ${attempts} times`}, since{' '}
        <Time at={since} />
      </Text>
      <pre className="json error" tabIndex={0} role="region" aria-label={`Error of event ${position}`}>
        {error}
      </pre>
      <Group align="end" gap="xs">
        <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate()}>
          Retry
        </Button>
        <TextAction size="xs" variant="default" label="Reason to skip" action="Skip" decision={skip} />
      </Group>
      <Text size="sm" role="status">
        {refused?.message}
      </Text>
    </li>
  );
};
