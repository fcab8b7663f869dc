import type { CountersView } from './views';

/** A line of the text format of Prometheus: a name, maybe labels, a number. */
const LINE = /^(\w+)(\{[^}]*\})? (\S+)$/;

/** The sum over all series of a metric whose labels contain a text. */
const sumOf = (text: string, metric: string, label = ''): number =>
  text
    .split('\n')
    .map((line) => LINE.exec(line))
    .filter((found) => found?.[1] === metric && (found[2] ?? '').includes(label))
    .reduce((sum, found) => sum + Number(found?.[3] ?? 0), 0);

/** What an instance has counted, of what it tells Prometheus. */
export const countersOf = (text: string): CountersView => ({
  appends: sumOf(text, 'event_store_appends_total'),
  conflicts: sumOf(text, 'event_store_appends_total', 'outcome="append-condition-failed"'),
  appendSeconds: sumOf(text, 'event_store_append_duration_seconds_sum'),
  batches: sumOf(text, 'event_store_batch_commits_count'),
  batchedCommits: sumOf(text, 'event_store_batch_commits_sum'),
});
