import type { ServiceName } from '@event-sourcing/stack';
import { counted, ServiceClient, startProgress, ToolError } from '@event-sourcing/tools-kit';
import { replayBank } from './bank/replay-bank';
import { ledgerRows, messageRows, survey, type Survey } from './files';
import { replayMessages } from './messages/replay-messages';
import { Patience } from './patience';
import type { Outcome, ReplayContext } from './replay-context';
import { assertAnswers } from './services';

const THERE_WITHIN_MS = 15_000;

/** What to replay, and where. */
export interface ReplayOptions {
  readonly kind: 'bank' | 'messages';
  readonly file: string;
  /** The addresses of a service's instances. */
  readonly addressesOf: (service: ServiceName) => readonly string[];
  /** Accounts or users worked on at the same time. */
  readonly concurrency: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Milliseconds without any progress until it gives up; two minutes if not given. */
  readonly patienceMs?: number;
  /** Where the progress is shown; stderr if not given. */
  readonly progressTo?: NodeJS.WritableStream;
}

const surveyFile = (kind: ReplayOptions['kind'], file: string): Promise<Survey> =>
  kind === 'bank'
    ? survey(file, ledgerRows(file), ({ account }) => account)
    : survey(file, messageRows(file), ({ userId }) => userId);

const contextOf = ({
  addressesOf,
  concurrency,
  signal,
  patienceMs = 120_000,
  progressTo,
}: ReplayOptions): ReplayContext => {
  let progress: ReturnType<typeof startProgress> | undefined;
  const patience = new Patience(patienceMs, (reason) => progress?.update({ note: ` · waiting: ${reason}` }));
  const client = (service: ServiceName): ServiceClient =>
    new ServiceClient(addressesOf(service), {
      signal,
      onAnswer: () => patience.progress(),
      onFailure: (failed) => patience.failed(failed),
    });
  return {
    services: {
      bankCommand: client('bank-command'),
      messagesCommand: client('messages-command'),
      messagesQuery: client('messages-query'),
    },
    concurrency,
    phase: async (title, total, work) => {
      const bar = startProgress(title, total, progressTo);
      progress = bar;
      return work(() => bar.increment(1, { note: '' })).finally(() => bar.stop());
    },
  };
};

/**
 * Replays a file on a running stack. What an earlier run sent already is answered as it was then, and nothing of it
 * is written twice.
 * @throws ToolError
 */
export const runReplay = async (options: ReplayOptions): Promise<Outcome> => {
  const { kind, file, addressesOf, say, signal, patienceMs = THERE_WITHIN_MS } = options;
  const found = await surveyFile(kind, file);
  const keys = counted(found.keys, kind === 'bank' ? 'account' : 'user');
  say(`${file}: ${counted(found.rows, 'row')}, ${keys}.`);
  const needed =
    kind === 'bank' ? (['bank-command'] as const) : (['messages-command', 'messages-query'] as const);
  try {
    await assertAnswers(needed.flatMap(addressesOf), Math.min(THERE_WITHIN_MS, patienceMs), signal);
    return await (kind === 'bank' ? replayBank : replayMessages)(file, found, contextOf(options));
  } catch (error) {
    if (!signal.aborted) throw error;
    const message = 'Stopped. Run the same command again: it goes on where this one stopped.';
    throw new ToolError('stopped', message, { cause: error });
  }
};
