import type { RequestReport } from './requests';

/** What one kind of work came to. */
export interface Phase {
  readonly phase: string;
  readonly seconds: number;
  /** By what was asked. */
  readonly asked: Readonly<Record<string, RequestReport>>;
  /** What else was measured. */
  readonly measured?: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

/** Does one kind of work, and takes its time. */
export const timed = async (
  phase: string,
  work: () => Promise<Omit<Phase, 'phase' | 'seconds'>>,
): Promise<Phase> => {
  const began = performance.now();
  const done = await work();
  return { phase, seconds: Math.round((performance.now() - began) / 1_000), ...done };
};
