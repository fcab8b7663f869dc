import { Text, Title } from '@mantine/core';
import type { LogView } from '../api/logs';
import type { Reader } from '../api/readers';
import type { ServiceView } from '../api/services';
import { Mood, numberText } from '../parts/words';

/** Who appends to which log, and who reads it: one row a log, read from left to right. */
export const FlowPicture = ({
  services,
  logs,
  readers,
}: {
  readonly services: readonly ServiceView[];
  readonly logs: readonly LogView[];
  readonly readers: readonly Reader[];
}) => (
  <section aria-labelledby="flow">
    <Title order={2} id="flow">
      Who appends, who reads
    </Title>
    <div className="card flows">
      {logs.map(({ name, head }) => (
        <div key={name} className="flow">
          <ul className="side" aria-label={`They append to ${name}`}>
            {services
              .filter(({ log, appends }) => log === name && appends)
              .map((service) => (
                <li key={service.name} className="node">
                  <b>{service.name}</b>
                  <Text span size="sm" c="dimmed">
                    appends
                  </Text>
                </li>
              ))}
          </ul>
          <Arrow />
          <div className="node log">
            <Text span size="sm">
              log
            </Text>
            <b>{name}</b>
            <Text span size="sm">
              {numberText(head)} events
            </Text>
          </div>
          <Arrow />
          <ul className="side" aria-label={`They read ${name}`}>
            {readers
              .filter(({ log }) => log === name)
              .map((reader) => (
                <li key={`${reader.service} ${reader.kind} ${reader.name}`} className="node">
                  <b>{reader.name}</b>
                  <Text span size="sm" c="dimmed">
                    {reader.kind} of {reader.service}
                  </Text>
                  <Mood mood={reader.lag === 0 ? 'good' : 'warn'}>
                    {reader.lag === 0 ? 'up to date' : `${numberText(reader.lag)} behind`}
                  </Mood>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  </section>
);

const Arrow = () => (
  <svg className="arrow" viewBox="0 0 48 16" aria-hidden="true">
    <path d="M2 8 H42 M35 2 L43 8 L35 14" fill="none" stroke="currentColor" strokeWidth="2" />
  </svg>
);
