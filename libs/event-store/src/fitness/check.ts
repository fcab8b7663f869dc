import type { ServerFinding } from '../contract';

/** One thing that the event store rests on, asked of a server. */
export interface Check<Subject> extends Omit<ServerFinding, 'check' | 'got'> {
  readonly name: string;
  /** @returns what it did instead; nothing when it is as expected */
  readonly differs: (subject: Subject) => Promise<string | undefined>;
}
