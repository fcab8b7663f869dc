import { execa } from 'execa';
import { join } from 'node:path';
import { keptGoProgram, type Log } from '@event-sourcing/tools-kit';
import { z } from 'zod';
import { type Attempt, type Call, isCommand, isOfMessages } from '../evidence/call';
import type { Checker } from '../evidence/evidence';
import { isRefusal, isSuccess, outcomeOf } from '../evidence/outcome';

const SOURCE = join(import.meta.dirname, '../../linearizability');

const verdict = z.object({ group: z.string(), verdict: z.enum(['legal', 'illegal', 'unknown']) });
const withBalance = z.object({ balance: z.string() }).or(z.object({ fromBalance: z.string() }));

const balanceIn = (body: unknown): number | undefined => {
  const { data } = withBalance.safeParse(body);
  if (data === undefined) return undefined;
  return Math.round(Number('balance' in data ? data.balance : data.fromBalance) * 100);
};

const asked = ({ request }: Call) => {
  if (request.kind === 'transfer') return { ...request, account: request.from };
  return { to: '', amount: 0, ...request };
};

/** A call that nobody answered may take effect until the end of time. */
const END_OF_TIME = Number.MAX_SAFE_INTEGER;

const answered = (one: Attempt) => {
  const { began, ended = END_OF_TIME, answer } = one;
  const balance = balanceIn(answer?.body);
  const out = isRefusal(one)
    ? { kind: 'refused', code: answer?.code ?? '' }
    : { kind: 'done', ...(balance !== undefined && { balance }) };
  return { call: began, return: ended, out };
};

/**
 * What a client knows of a call, and within which time it happened. Each answer to a question, and each refusal, is
 * decided on its own; the success of a command happened once, after the first attempt and before the first answer.
 */
const happened = (call: Call) => {
  const successes = call.attempts.filter(isSuccess).map(answered);
  const refusals = call.attempts.filter(isRefusal).map(answered);
  if (!isCommand(call)) return [...successes, ...refusals];
  const began = Math.min(...call.attempts.map((one) => one.began));
  const ended = Math.min(...successes.map((one) => one.return));
  const success = successes.slice(0, 1).map((one) => ({ ...one, call: began, return: ended }));
  const isUnknown = outcomeOf(call).kind === 'unknown';
  const unknown = isUnknown ? [{ call: began, return: END_OF_TIME, out: { kind: 'unknown' } }] : [];
  return [...success, ...refusals, ...unknown];
};

const operations = (call: Call) =>
  happened(call).map((one) => ({ ...one, group: call.group, client: call.client, in: asked(call) }));

const isAboutNow = ({ request }: Call): boolean =>
  request.kind !== 'balance' || request.position === undefined;

/**
 * To its clients the bank is one bank that does one thing after another, each at a moment between request and answer.
 * Porcupine judges it, group by group.
 * @see https://github.com/anishathalye/porcupine
 */
export const linearizable =
  (log: Log): Checker =>
  async ({ calls }) => {
    const program = await keptGoProgram('linearizability', SOURCE, { log });
    const judged = calls.filter((call) => !isOfMessages(call) && isAboutNow(call)).flatMap(operations);
    const { stdout } = await execa(program, { input: judged.map((one) => JSON.stringify(one)).join('\n') });
    return stdout.split('\n').flatMap((line) => {
      if (line === '') return [];
      const { group, verdict: said } = verdict.parse(JSON.parse(line));
      if (said === 'legal') return [];
      const of = judged.filter((one) => one.group === group).toSorted((one, other) => one.call - other.call);
      const shown = of.map((one) => JSON.stringify({ ...one, group: undefined })).join('\n    ');
      const what = said === 'illegal' ? 'not linearizable' : 'too many to judge';
      return [`The ${of.length} calls of ${group} are ${what}:\n    ${shown}`];
    });
  };
