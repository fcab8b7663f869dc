import { join, relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import { writeTotals } from './write-totals.mjs';

const root = join(import.meta.dirname, '../../..');

/** No project's tests need half of it. Without a limit, one that hangs holds up whoever waits for all of them. */
const LIMIT_MS = 12 * 60_000;

/** An engine of its own is ended in this time, too. */
const LEAVE_WITHIN_MS = 60_000;

/** Leaves each project's counts, and what failed, where `npm test` sums them up. Ends a run that hangs, and says where. */
export default class TotalsReporter {
  #folder;
  #watchdog;
  #seen = { project: '', running: [], failures: [] };

  constructor(_globalConfig, options = {}) {
    const { folder = 'dist/test-results', limitMs = LIMIT_MS, leaveWithinMs = LEAVE_WITHIN_MS } = options;
    this.#folder = join(root, folder);
    const workerData = { folder: this.#folder, limitMs, leaveWithinMs };
    this.#watchdog = new Worker(join(import.meta.dirname, 'watchdog.mjs'), { workerData });
    this.#watchdog.unref();
  }

  onTestFileStart({ path, context }) {
    const { running } = this.#seen;
    const project = context.config.displayName.name;
    this.#see({ project, running: [...running, relative(root, path)] });
  }

  onTestFileResult({ path }, { failureMessage }) {
    const name = relative(root, path);
    const { running, failures } = this.#seen;
    this.#see({
      running: running.filter((other) => other !== name),
      failures: failureMessage ? [...failures, `${name}\n${failureMessage}`] : failures,
    });
  }

  onRunComplete(_contexts, results) {
    const totals = {
      passed: results.numPassedTests,
      // A spec file that does not even load runs no test, and has failed all the same.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
      failures: this.#seen.failures,
    };
    writeTotals(this.#folder, this.#seen.project, totals);
    this.#see({ totals });
  }

  #see(news) {
    this.#seen = { ...this.#seen, ...news };
    this.#watchdog.postMessage(this.#seen);
  }
}
