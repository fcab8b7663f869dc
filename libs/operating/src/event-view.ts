import type { Commit, RecordedEvent } from '@event-sourcing/event-store';
import type { Found } from './correlated';

/** An event as JSON shows it. */
export const eventView = ({
  position,
  type,
  version,
  tags,
  data,
  recordedAt,
  commitId,
  metadata,
}: RecordedEvent) => ({
  position,
  type,
  version,
  tags,
  data,
  recordedAt,
  commitId,
  metadata,
});

/** A commit as JSON shows it. */
export const commitView = ({
  id,
  position: first,
  lastPosition,
  recordedAt,
  hash,
  metadata,
  events,
}: Commit) => ({
  commitId: id,
  position: first,
  lastPosition,
  recordedAt,
  hash,
  metadata,
  events: events.map(eventView),
});

/** A commit of one of several logs as JSON shows it. */
export const foundView = ({ log, commit }: Found) => ({ log, ...commitView(commit) });
