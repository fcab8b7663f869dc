import { Button, Group, Progress, Text, Title } from '@mantine/core';
import { rebuildProjection } from '@event-sourcing/service-clients';
import { useId } from 'react';
import type { Reader } from '../api/readers';
import { answerOf, clientOf } from '../api/services';
import { Mood, numberText, PositionLink } from '../parts/words';
import { Left } from './left';
import { Pausing } from './pausing';
import { useDecision } from './use-decision';

const MOODS = {
  running: 'good',
  waiting: 'good',
  paused: 'warn',
  rebuilding: 'warn',
  failed: 'bad',
} as const;

/** One projection or reaction, and an operator's hands on it. */
export const ReaderCard = ({ reader }: { readonly reader: Reader }) => {
  const { kind, service, log, name, status, position, head, lag, error } = reader;
  const id = useId();
  return (
    <section className="card reader" aria-labelledby={id}>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} id={id}>
          {name}
        </Title>
        <Mood mood={MOODS[status]}>{status}</Mood>
      </Group>
      <Text c="dimmed" size="sm">
        {kind} of {service}, reads {log}
      </Text>
      <Progress
        value={head === 0 ? 100 : (position / head) * 100}
        aria-label={`${name}: events it is done with`}
      />
      <Text size="sm">
        {position === 0 ? '0' : <PositionLink log={log} position={position} />} of {numberText(head)},{' '}
        {lag === 0 ? 'up to date' : `${numberText(lag)} events behind`}
      </Text>
      {error === undefined ? null : <pre className="json error">{error}</pre>}
      {reader.kind === 'projection' ? (
        <Rebuild reader={reader} />
      ) : (
        <Left service={service} log={log} name={name} count={reader.waiting + reader.parked} />
      )}
      <Pausing reader={reader} />
    </section>
  );
};

const Rebuild = ({ reader }: { readonly reader: Extract<Reader, { kind: 'projection' }> }) => {
  const { service, name, status, rebuild } = reader;
  const decision = useDecision(() =>
    answerOf(rebuildProjection({ client: clientOf(service), path: { name } })),
  );
  if (rebuild)
    return (
      <>
        <Progress value={rebuild.percent} color="yellow" aria-label={`${name}: rebuild`} />
        <Text size="sm">
          Rebuild: {rebuild.percent} %,{' '}
          {status === 'paused' ? 'paused with it' : `about ${numberText(rebuild.secondsLeft)} s left`}
        </Text>
      </>
    );
  return (
    <Group>
      <Button size="xs" variant="default" loading={decision.isPending} onClick={() => decision.mutate()}>
        Rebuild
      </Button>
      <Text size="sm" role="status">
        {decision.error ? decision.error.message : decision.isSuccess ? 'It is being filled anew.' : ''}
      </Text>
    </Group>
  );
};
