import { z } from 'zod';

/** What was said of a copy. */
export interface Verdict {
  /** The promises, or the tests, that it broke. */
  readonly broken: readonly string[];
  /** All was put to the test; otherwise it died or hung before. */
  readonly isComplete: boolean;
}

/** What Jest prints of a run, as far as it tells what failed. */
const results = z.object({
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
});

/** What specs said, from the JSON that Jest prints; nothing that can be read: they could not be run. */
export const verdictOfSpecs = (printed: string): Verdict => {
  if (!printed.startsWith('{')) return { broken: [], isComplete: false };
  const { numTotalTests, testResults } = results.parse(JSON.parse(printed));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const broken = tests.flatMap(({ fullName, status }) => (status === 'failed' ? [fullName] : []));
  return { broken, isComplete: numTotalTests > 0 };
};
