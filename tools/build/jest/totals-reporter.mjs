import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../dist/test-results');

/** Leaves each project's counts where `npm test` sums them up. */
export default class TotalsReporter {
  onRunComplete(contexts, results) {
    const [context] = contexts;
    if (context === undefined) return;
    const totals = {
      passed: results.numPassedTests,
      // A spec file that does not even load runs no test, and has failed all the same.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${context.config.displayName.name}.json`), JSON.stringify(totals));
  }
}
