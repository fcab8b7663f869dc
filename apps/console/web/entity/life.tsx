import { Button, Group, Slider, Text, Title } from '@mantine/core';
import type { StepView } from '../api/logs';
import { JsonView } from '../parts/json-view';
import { numberText, PositionLink, Time } from '../parts/words';
import { Changes } from './changes';

export interface LifeProps {
  readonly log: string;
  readonly steps: readonly StepView[];
  /** The position whose state is shown: the last event at or before it. */
  readonly at: number;
  readonly onMove: (position: number) => void;
  readonly earlier: (() => void) | undefined;
  readonly later: (() => void) | undefined;
}

/** A timeline, and the state at one place of it. */
export const Life = ({ log, steps, at, onMove, earlier, later }: LifeProps) => {
  const found = at === 0 ? -1 : steps.findLastIndex(({ event }) => event.position <= at);
  const index = found < 0 ? steps.length - 1 : found;
  const step = steps[index];
  const moveTo = (next: number) => {
    const position = steps[next]?.event.position;
    if (position !== undefined) onMove(position);
  };
  return (
    <>
      <div className="card through-time">
        <Text id="time" size="sm" fw={600}>
          Through time: event {index + 1} of {steps.length}
          {step ? (
            <>
              , <Time at={step.event.recordedAt} />
            </>
          ) : null}
        </Text>
        <Group wrap="nowrap">
          <Button variant="default" disabled={index <= 0} onClick={() => moveTo(index - 1)}>
            Before
          </Button>
          <Slider
            className="slider"
            min={0}
            max={Math.max(1, steps.length - 1)}
            value={index}
            onChange={moveTo}
            label={null}
            thumbLabel="Event shown"
          />
          <Button variant="default" disabled={index >= steps.length - 1} onClick={() => moveTo(index + 1)}>
            After
          </Button>
        </Group>
      </div>
      <div className="life">
        <section className="card timeline" aria-label="Events">
          {earlier ? (
            <Button variant="subtle" onClick={earlier}>
              Earlier events
            </Button>
          ) : null}
          <ol>
            {steps.map(({ event, changes }, one) => (
              <li key={event.position} className={one === index ? 'chosen' : undefined}>
                <button
                  type="button"
                  aria-current={one === index ? 'step' : undefined}
                  onClick={() => onMove(event.position)}
                >
                  <span className="type">{event.type}</span>
                  <span className="position">{numberText(event.position)}</span>
                  <Time at={event.recordedAt} />
                  <Changes changes={changes} short />
                </button>
              </li>
            ))}
          </ol>
          {later ? (
            <Button variant="subtle" onClick={later}>
              Later events
            </Button>
          ) : null}
        </section>
        {step ? <StateAfter log={log} step={step} /> : null}
      </div>
    </>
  );
};

const StateAfter = ({
  log,
  step: { event, states, changes },
}: {
  readonly log: string;
  readonly step: StepView;
}) => (
  <section className="card detail" aria-labelledby="after">
    <Title order={2} id="after">
      After {event.type}
    </Title>
    <Text>
      Event <PositionLink log={log} position={event.position} />, <Time at={event.recordedAt} />
    </Text>
    <Title order={3}>What it changed</Title>
    {changes.length === 0 ? (
      <Text c="dimmed">Nothing that a decision rests on.</Text>
    ) : (
      <Changes changes={changes} />
    )}
    {Object.entries(states).map(([name, state]) => (
      <div key={name}>
        <Title order={3}>State: {name}</Title>
        <JsonView value={state} label={`State of ${name}`} />
      </div>
    ))}
    <Title order={3}>Data of the event</Title>
    <JsonView value={event.data} label="Data of the event" />
  </section>
);
