import { Button, Group, SegmentedControl, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useParams, useSearch } from 'wouter';
import { type Filter, logsQuery } from '../api/logs';
import { Empty, Loading, Trouble } from '../parts/states';
import { numberText } from '../parts/words';
import { filterIn, isEverything, searchFor } from './address';
import { AllEvents } from './all-events';
import { EventDetail } from './event-detail';
import { Filters } from './filters';
import { MatchingEvents } from './matching-events';

/** The events of a log, the latest first, as they come; and one of them. */
export const LogView = () => {
  const { log = 'bank', position } = useParams<{ log?: string; position?: string }>();
  const search = useSearch();
  const [, go] = useLocation();
  const { data: logs, error, refetch } = useQuery(logsQuery);
  const [held, setHeld] = useState<number>();
  const filter = filterIn(search);
  const chosen = position === undefined ? undefined : Number(position);
  const found = logs?.find(({ name }) => name === log);
  if (!logs) return error ? <Trouble error={error} again={refetch} /> : <Loading />;
  const show = (next: Filter) => go(`/log/${log}${searchFor(next)}`);
  const choose = (at: number) => go(`/log/${log}/${at}${search === '' ? '' : `?${search}`}`);
  const live = found?.head ?? 0;
  const head = Math.min(held ?? live, filter.to ?? Number.POSITIVE_INFINITY);
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Title order={1}>Log</Title>
        <Group gap="xs">
          <SegmentedControl
            aria-label="Log"
            data={[...new Set([...logs.map(({ name }) => name), log])]}
            value={log}
            onChange={(name) => {
              setHeld(undefined);
              go(`/log/${name}`);
            }}
          />
          <Button variant="default" onClick={() => setHeld(held === undefined ? live : undefined)}>
            {held === undefined ? 'Pause' : `Go on${live > held ? ` (${numberText(live - held)} new)` : ''}`}
          </Button>
        </Group>
      </Group>
      <details className="narrow-only">
        <summary>Filter</summary>
        <Filters key={`${log}${search}`} log={log} filter={filter} onChange={show} />
      </details>
      {live === 0 ? (
        <Empty title="This log is empty">Open an account under “Try it”, and its event is here.</Empty>
      ) : (
        <div className={chosen === undefined ? 'log-view' : 'log-view with-event'}>
          {isEverything(filter) ? (
            <AllEvents
              key={log}
              {...{ log, head, chosen }}
              onChoose={choose}
              onScrolledAway={() => setHeld((before) => before ?? live)}
            />
          ) : (
            <MatchingEvents key={`${log}${search}`} {...{ log, head, filter, chosen }} onChoose={choose} />
          )}
          {chosen === undefined ? null : (
            <EventDetail log={log} position={chosen} onClose={() => go(`/log/${log}${searchFor(filter)}`)} />
          )}
        </div>
      )}
    </>
  );
};
