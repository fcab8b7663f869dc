import { type EventLog, onDiagnostics } from '@event-sourcing/event-store';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const COMMITS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** Shows what the event store tells of its work. @returns ends it */
export const observeStore = (registry: Registry, { tail }: Pick<EventLog, 'tail'>): (() => void) => {
  const registers = [registry];
  const head: Gauge = new Gauge({
    name: 'event_store_head_position',
    help: 'Last position of the log that this process knows.',
    registers,
    collect: () => {
      head.set(tail.head);
    },
  });
  const appends = new Counter({
    name: 'event_store_appends_total',
    help: 'Appends by how they ended: stored, duplicate (a key again), or the code of an error.',
    labelNames: ['outcome'],
    registers,
  });
  const appendSeconds = new Histogram({
    name: 'event_store_append_duration_seconds',
    help: 'From the call of an append to its answer.',
    buckets: SECONDS,
    registers,
  });
  const events = new Counter({
    name: 'event_store_appended_events_total',
    help: 'Events stored by this process.',
    registers,
  });
  const batches = new Counter({
    name: 'event_store_batches_total',
    help: 'Inserts by what became of them: stored, raced (another process was faster), refused, unknown.',
    labelNames: ['outcome'],
    registers,
  });
  const batchCommits = new Histogram({
    name: 'event_store_batch_commits',
    help: 'Commits sent with one insert.',
    buckets: COMMITS,
    registers,
  });
  const batchSeconds = new Histogram({
    name: 'event_store_batch_duration_seconds',
    help: 'From an insert to the knowledge of what became of it.',
    buckets: SECONDS,
    registers,
  });
  const decisions = new Counter({
    name: 'event_store_decisions_total',
    help: 'Decisions by how they ended: written, unchanged, refused, or the code of an error.',
    labelNames: ['outcome'],
    registers,
  });
  const retries = new Counter({
    name: 'event_store_decision_retries_total',
    help: 'Decisions made anew, because something they rest on had changed.',
    registers,
  });
  const conditions = new Counter({
    name: 'event_store_conditions_total',
    help: 'Append conditions judged.',
    registers,
  });
  const lookUps = new Counter({
    name: 'event_store_condition_lookups_total',
    help: 'Append conditions that reached behind the events in memory, and were judged by the database.',
    registers,
  });
  const states = new Counter({
    name: 'event_store_state_reads_total',
    help: "Decision models' states by where they came from: memory (no read), database.",
    labelNames: ['source'],
    registers,
  });
  const leases = new Counter({
    name: 'event_store_lease_changes_total',
    help: 'Leases of subscriptions and timers that this process acquired, released or lost.',
    labelNames: ['subscription', 'change'],
    registers,
  });
  const ends = [
    onDiagnostics('append', (append) => {
      appends.inc({ outcome: append.outcome });
      appendSeconds.observe(append.ms / 1_000);
      if (append.outcome === 'stored') events.inc(append.events);
      if (append.conditional) conditions.inc();
    }),
    onDiagnostics('batch', ({ outcome, commits, ms }) => {
      batches.inc({ outcome });
      batchCommits.observe(commits);
      batchSeconds.observe(ms / 1_000);
    }),
    onDiagnostics('decision', ({ outcome, tries }) => {
      decisions.inc({ outcome });
      if (tries > 1) retries.inc(tries - 1);
    }),
    onDiagnostics('condition', () => lookUps.inc()),
    onDiagnostics('state', ({ from }) => states.inc({ source: from })),
    onDiagnostics('lease', ({ name, change }) => leases.inc({ subscription: name, change })),
  ];
  return () => {
    for (const end of ends) end();
  };
};
