import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'dist/test-results');

/** Leaves each project's counts, and what failed, where `npm test` sums them up. */
export default class TotalsReporter {
  onRunComplete(contexts, results) {
    const [context] = contexts;
    if (context === undefined) return;
    const totals = {
      passed: results.numPassedTests,
      // A spec file that does not even load runs no test, and has failed all the same.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
      failures: results.testResults.flatMap(({ testFilePath, failureMessage }) =>
        failureMessage ? [`${relative(root, testFilePath)}\n${failureMessage}`] : [],
      ),
    };
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${context.config.displayName.name}.json`), JSON.stringify(totals));
  }
}
