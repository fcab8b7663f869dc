import type { ServiceName } from '@event-sourcing/stack';
import { replayBank } from './bank';
import { assertReadable, ledgerRows, messageRows, survey, type Survey } from './files';
import { assertAnswers, Patience, ServiceClient } from './http';
import { replayMessages } from './messages';
import type { ReplayContext } from './replay-context';
import { counted, type Progress } from '@event-sourcing/progress';
import type { Outcome } from './report';

const NAMED_WITHIN_MS = 15_000;

/** What to replay, and where. */
export interface ReplayOptions {
  readonly kind: 'bank' | 'messages';
  readonly file: string;
  /** The addresses of every service's instances; a bank's replay talks to bank-command only. */
  readonly addresses: Readonly<Partial<Record<ServiceName, readonly string[]>>>;
  readonly concurrency: number;
  readonly progress: Progress;
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
  /** Milliseconds without any progress until it gives up; two minutes if not given. */
  readonly patienceMs?: number;
}

const surveyFile = (kind: ReplayOptions['kind'], file: string): Promise<Survey> =>
  kind === 'bank'
    ? survey(file, ledgerRows(file), ({ account }) => account)
    : survey(file, messageRows(file), ({ userId }) => userId);

/**
 * Replays a file on a running stack. What an earlier run sent already is answered as it was then, and nothing of it
 * is written twice.
 * @throws ReplayError
 */
export const runReplay = async ({
  kind,
  file,
  addresses,
  concurrency,
  progress,
  say,
  signal = new AbortController().signal,
  patienceMs = 120_000,
}: ReplayOptions): Promise<Outcome> => {
  await assertReadable(file);
  const found = await surveyFile(kind, file);
  const keys = counted(found.keys, kind === 'bank' ? 'account' : 'user');
  say(`${file}: ${counted(found.rows, 'row')}, ${keys}.`);

  const needed: readonly ServiceName[] =
    kind === 'bank' ? ['bank-command'] : ['messages-command', 'messages-query'];
  const asked = needed.flatMap((service) => addresses[service] ?? []);
  await assertAnswers(asked, Math.min(NAMED_WITHIN_MS, patienceMs), signal);

  const patience = new Patience({ limitMs: patienceMs, onStall: (reason) => progress.note(reason), signal });
  const client = (service: ServiceName): ServiceClient =>
    new ServiceClient(addresses[service] ?? [], patience);
  const services = {
    bankCommand: client('bank-command'),
    messagesCommand: client('messages-command'),
    messagesQuery: client('messages-query'),
  };
  const context: ReplayContext = { services, progress, concurrency };
  try {
    return await (kind === 'bank' ? replayBank : replayMessages)(file, found, context);
  } finally {
    progress.stop();
  }
};
