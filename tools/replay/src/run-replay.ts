import { isLive, type Client } from '@event-sourcing/service-clients';
import type { ServiceName } from '@event-sourcing/stack';
import {
  answered,
  counted,
  serviceClient,
  startProgress,
  ToolError,
  toolToken,
} from '@event-sourcing/tools-kit';
import { replayBank } from './bank/replay-bank';
import type { Outcome, ReplayContext } from './context';
import { ledgerRows, messageRows, survey } from './files';
import { replayMessages } from './messages/replay-messages';
import { Patience } from './patience';

const THERE_WITHIN_MS = 15_000;

/** What to replay, and where. */
export interface ReplayOptions {
  readonly kind: keyof typeof KINDS;
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

const KINDS = {
  bank: {
    surveyOf: (file: string) => survey(file, ledgerRows(file), ({ account }) => account),
    needs: ['bank-command'],
    key: 'account',
    replay: replayBank,
  },
  messages: {
    surveyOf: (file: string) => survey(file, messageRows(file), ({ userId }) => userId),
    needs: ['messages-command', 'messages-query'],
    key: 'user',
    replay: replayMessages,
  },
} as const;

/**
 * Replays a file on a running stack. What an earlier run sent already is answered as it was then, and nothing of it
 * is written twice.
 * @throws ToolError
 */
export const runReplay = async (options: ReplayOptions): Promise<Outcome> => {
  const { kind, file, addressesOf, concurrency, say, signal, patienceMs = 120_000, progressTo } = options;
  const { surveyOf, needs, key, replay } = KINDS[kind];
  const found = await surveyOf(file);
  say(`${file}: ${counted(found.rows, 'row')}, ${counted(found.keys, key)}.`);

  let progress: ReturnType<typeof startProgress> | undefined;
  const patience = new Patience(patienceMs, (reason) => progress?.update({ note: ` · waiting: ${reason}` }));
  const client = (service: ServiceName): Client =>
    serviceClient(addressesOf(service), {
      signal,
      token: toolToken('replay'),
      onAnswer: () => patience.progress(),
      onFailure: (failed) => patience.failed(failed),
    });
  const phase: ReplayContext['phase'] = async (title, work) => {
    const bar = startProgress(title, found.rows, progressTo);
    progress = bar;
    await work(() => bar.increment(1, { note: '' })).finally(() => bar.stop());
  };
  const services = {
    bankCommand: client('bank-command'),
    messagesCommand: client('messages-command'),
    messagesQuery: client('messages-query'),
  };
  try {
    await assertAnswers(needs.flatMap(addressesOf), Math.min(THERE_WITHIN_MS, patienceMs), signal);
    return await replay({ file, survey: found, services, concurrency, phase });
  } catch (error) {
    if (!signal.aborted) throw error;
    const message = 'Stopped. Run the same command again: it goes on where this one stopped.';
    throw new ToolError('stopped', message, { cause: error });
  }
};

/**
 * Waits a little until every service is there, so that a wrong port is said at once and not after minutes of patience.
 * @throws ToolError `no-answer`
 */
const assertAnswers = async (
  addresses: readonly string[],
  withinMs: number,
  signal: AbortSignal,
): Promise<void> => {
  const until = Date.now() + withinMs;
  const look = async (address: string): Promise<void> => {
    const onFailure = (): void => {
      if (Date.now() < until) return;
      const message = `Nothing answers at ${address}. Start a stack first (npm start), or name its ports with --port-base <n>.`;
      throw new ToolError('no-answer', message);
    };
    await answered(isLive({ client: serviceClient(address, { signal, onFailure }) }));
  };
  await Promise.all(addresses.map(look));
};
