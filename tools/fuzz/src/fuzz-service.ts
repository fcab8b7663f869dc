import { execa } from 'execa';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inTemporaryFolder, keptPythonPackage, workspaceRoot } from '@event-sourcing/tools-kit';
import { z } from 'zod';

/** @see https://schemathesis.readthedocs.io */
const VERSION = '4.32.5';

/** Which service is asked, how often, and as whom. */
export interface FuzzOptions {
  readonly service: string;
  readonly address: string;
  readonly token: string;
  /** How many requests are generated, about. */
  readonly cases: number;
  /** The same seed makes the same requests. */
  readonly seed: number;
  /** Leaves out what is asked of every contract alike, whatever `cases` says. */
  readonly quick?: boolean;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** How it ended. */
export interface FuzzOutcome {
  /** What schemathesis says at its end. */
  readonly report: string;
  readonly passed: boolean;
}

/**
 * What is no fault: a service may say that it has too much to do, and that a position is not reached. That a request of
 * the form of its schema is refused all the same is a rule that no schema can tell. The form of a request is looked at
 * before who sends it. A stream is a text, and not each event of it; a header
 * that it does not know is sent to it as a fault, and is none.
 */
const CONFIG = `
[parameters]
"query.timeout" = 0

[checks]
positive_data_acceptance.enabled = false
missing_required_header.enabled = false
not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", 503, 504]

[[operations]]
include-operation-id = "streamMessages"
checks.response_schema_conformance.enabled = false
checks.negative_data_rejection.enabled = false
`;

const contract = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
});

const operationsIn = async (document: string): Promise<number> => {
  const { paths } = contract.parse(JSON.parse(await readFile(document, 'utf8')));
  return Object.values(paths).flatMap((item) => Object.keys(item)).length;
};

/** Asks a service what its contract says, and what it does not, and holds each answer against the contract. */
export const fuzzService = async ({
  service,
  address,
  token,
  cases,
  seed,
  quick = false,
  log,
  signal,
}: FuzzOptions): Promise<FuzzOutcome> => {
  const python = await keptPythonPackage('schemathesis', VERSION, { log });
  const document = join(workspaceRoot, 'docs/openapi', `${service}.json`);
  const perOperation = Math.ceil(cases / (await operationsIn(document)));
  return inTemporaryFolder('schemathesis', async (folder) => {
    const config = join(folder, 'schemathesis.toml');
    await writeFile(config, CONFIG);
    const args = [
      ...['-m', 'schemathesis.cli', '--config-file', config, 'run', document, '--url', address],
      ...['--header', `Authorization: Bearer ${token}`, '--seed', String(seed)],
      ...['--max-examples', String(perOperation), '--continue-on-failure', '--no-color'],
      ...(quick ? ['--phases', 'examples,fuzzing'] : []),
      ...['--request-timeout', '30', '--suppress-health-check', 'all'],
    ];
    const { stdout, exitCode } = await execa(python, args, {
      ...{ cwd: folder, reject: false },
      ...(signal && { cancelSignal: signal }),
    });
    return { report: stdout, passed: exitCode === 0 };
  });
};
