import { describe, expect, it } from '@jest/globals';
import { countersOf } from './counters';

const TEXT = `# HELP event_store_appends_total appends by outcome
# TYPE event_store_appends_total counter
event_store_appends_total{outcome="stored"} 7
event_store_appends_total{outcome="append-condition-failed"} 2
event_store_append_duration_seconds_bucket{le="0.1"} 9
event_store_append_duration_seconds_sum 0.45
event_store_batch_commits_sum{kind="own"} 6
event_store_batch_commits_count{kind="own"} 4
`;

describe('what an instance has counted', () => {
  it('is the sum over the series of each metric', () => {
    const counted = { appends: 9, conflicts: 2, appendSeconds: 0.45, batches: 4, batchedCommits: 6 };
    expect(countersOf(TEXT)).toEqual(counted);
  });

  it('is nothing where nothing was counted', () => {
    const nothing = { appends: 0, conflicts: 0, appendSeconds: 0, batches: 0, batchedCommits: 0 };
    expect(countersOf('')).toEqual(nothing);
  });
});
