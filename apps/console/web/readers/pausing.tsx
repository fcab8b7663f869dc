import { Button, Group, Text } from '@mantine/core';
import {
  pauseProjection,
  pauseReaction,
  resumeProjection,
  resumeReaction,
} from '@event-sourcing/service-clients';
import type { Reader } from '../api/readers';
import { answerOf, clientOf } from '../api/services';
import { TextAction } from '../parts/text-action';
import { Time } from '../parts/words';
import { useDecision } from './use-decision';

/** Lets no instance run a reader for a reason, or lets it run again. */
export const Pausing = ({ reader: { kind, service, name, paused } }: { readonly reader: Reader }) => {
  const to = { client: clientOf(service), path: { name } };
  const [sendPause, sendResume] =
    kind === 'projection' ? [pauseProjection, resumeProjection] : [pauseReaction, resumeReaction];
  const pause = useDecision((reason: string) => answerOf(sendPause({ ...to, body: { reason } })));
  const resume = useDecision(() => answerOf(sendResume({ ...to, body: {} })));
  const refused = pause.error ?? resume.error;
  return (
    <>
      {paused ? (
        <Group justify="space-between" gap="xs">
          <Text size="sm">
            Paused since <Time at={paused.since} />
            {paused.by === undefined ? '' : ` by ${paused.by}`}
            {paused.reason === undefined ? '' : `: ${paused.reason}`}
          </Text>
          <Button size="xs" loading={resume.isPending} onClick={() => resume.mutate()}>
            Resume
          </Button>
        </Group>
      ) : (
        <TextAction size="xs" variant="default" label="Reason to pause" action="Pause" decision={pause} />
      )}
      <Text size="sm" role="status">
        {refused?.message}
      </Text>
    </>
  );
};
