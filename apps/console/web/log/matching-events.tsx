import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { askMatching, type Filter } from '../api/logs';
import { Empty, Loading, Trouble } from '../parts/states';
import { EventRows, type Row } from './event-rows';

const PAGE = 100;
/** Rows before the last one that is known, from which on more are asked for. */
const AHEAD = 40;

export interface MatchingEventsProps {
  readonly log: string;
  readonly head: number;
  readonly filter: Filter;
  readonly chosen: number | undefined;
  readonly onChoose: (position: number) => void;
}

/** The events of a log that match a filter, the latest first, some at a time as the list is scrolled. */
export const MatchingEvents = ({ log, head, filter, chosen, onChoose }: MatchingEventsProps) => {
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['matching', log, filter, head],
    queryFn: ({ pageParam }) => askMatching(log, filter, pageParam, PAGE),
    initialPageParam: head,
    getNextPageParam: ({ events }) => {
      const next = (events.at(-1)?.position ?? 1) - 1;
      return events.length < PAGE || next < 1 ? undefined : next;
    },
    placeholderData: keepPreviousData,
  });
  const lines = data?.pages.flatMap(({ events }) => events) ?? [];
  const known = lines.length;
  const onSeen = useCallback(
    (_: number, last: number) => {
      if (hasNextPage && !isFetchingNextPage && last > known - AHEAD) void fetchNextPage();
    },
    [hasNextPage, isFetchingNextPage, known, fetchNextPage],
  );
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  if (known === 0)
    return <Empty title="Nothing matches">Take a type or a tag away, or show everything.</Empty>;
  const rowAt = (index: number): Row => {
    const line = lines[index];
    return line ? { position: line.position, line } : {};
  };
  return (
    <div className="card list">
      <EventRows count={hasNextPage ? known + 1 : known} {...{ rowAt, onSeen, chosen, onChoose }} />
    </div>
  );
};
