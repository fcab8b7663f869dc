import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { type LineView, linesQuery } from '../api/logs';
import { numberText } from '../parts/words';
import { EventRows, mostRows, type Row } from './event-rows';

/** Positions that are asked for together. */
const PAGE = 100;
/** A list that flies past asks for nothing on its way. */
const SETTLED_MS = 60;

export interface AllEventsProps {
  readonly log: string;
  readonly head: number;
  readonly chosen: number | undefined;
  readonly onChoose: (position: number) => void;
  readonly onScrolledAway: () => void;
}

/**
 * Every event of a log, the latest first. Positions have no gaps, so that a row knows its position before anything is
 * read, and only what is seen is asked for.
 */
export const AllEvents = ({ log, head, chosen, onChoose, onScrolledAway }: AllEventsProps) => {
  const most = useMemo(mostRows, []);
  const [skipped, setSkipped] = useState(0);
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const [asked] = useDebouncedValue(seen, SETTLED_MS);
  const top = head - skipped;
  const count = Math.min(top, most);
  const lines = useLines(log, head, top - asked.last, top - asked.first);
  const onSeen = useCallback((first: number, last: number) => setSeen({ first, last }), []);
  /** A little above the one that the address names. */
  const startAt = (position: number | undefined) =>
    position === undefined || position > top - 5 ? 0 : Math.max(0, top - position - 5);
  const rowAt = (index: number): Row => ({ position: top - index, line: lines.get(top - index) });
  return (
    <div className="card list">
      {skipped === 0 ? null : (
        <Button variant="subtle" onClick={() => setSkipped(Math.max(0, skipped - most))}>
          Later events
        </Button>
      )}
      <EventRows
        key={skipped}
        {...{ count, rowAt, onSeen, chosen, onChoose, onScrolledAway }}
        startAt={startAt(chosen)}
      />
      {top > count ? (
        <Button variant="subtle" onClick={() => setSkipped(skipped + most)}>
          Events before {numberText(top - count + 1)}
        </Button>
      ) : null}
    </div>
  );
};

/** What is known of the events between two positions: whole pages, of which a full one is asked for once. */
const useLines = (log: string, head: number, from: number, to: number): ReadonlyMap<number, LineView> => {
  const [firstPage, lastPage] = [
    Math.floor((Math.max(1, from) - 1) / PAGE),
    Math.floor((Math.max(1, to) - 1) / PAGE),
  ];
  const pages = Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index);
  const found = useQueries({
    queries: pages.map((page) => linesQuery(log, page * PAGE + 1, Math.min(head, (page + 1) * PAGE))),
  });
  const kept = useState(() => new Map<number, LineView>())[0];
  // While a page that has grown is read anew, what was read of it before is shown.
  if (kept.size > 20 * PAGE) kept.clear();
  for (const { data } of found) for (const line of data?.events ?? []) kept.set(line.position, line);
  return kept;
};
