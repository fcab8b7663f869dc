import type { EventStore, ServerFinding } from '@event-sourcing/event-store';
import type { Db, MongoClient } from 'mongodb';

/** What is wrong, in the form in which `open` tells what is wrong with a server. */
export type Finding = ServerFinding;

/** A database that is looked at. */
export interface Patient {
  readonly client: MongoClient;
  readonly db: Db;
  /** Where trials are made. */
  readonly scratch: Db;
  /** Whether the user is to run projections or reactions. */
  readonly projections: boolean;
  /** This machine's clock. */
  readonly now: () => number;
}

/** The same, where the log could be opened. */
export interface LogPatient extends Patient {
  readonly store: EventStore;
}

/** One thing to look at. */
export interface Check<Subject> extends Omit<Finding, 'check' | 'got'> {
  readonly name: string;
  /** @returns what it found instead of what is expected: nothing, or each by itself */
  readonly look: (subject: Subject) => Promise<readonly string[]>;
}

/** Looks at everything; a look that fails is a finding itself. */
export const findingsOf = async <Subject>(
  checks: readonly Check<Subject>[],
  subject: Subject,
): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (const { name: check, asked, expected, remedy, look } of checks) {
    const found = await look(subject).catch((error: unknown) => [textOf(error)]);
    findings.push(...found.map((got) => ({ check, asked, expected, got, remedy })));
  }
  return findings;
};

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Nothing, or what was found. */
export const unless = (good: boolean, got: string): readonly string[] => (good ? [] : [got]);
