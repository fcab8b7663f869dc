import { z } from 'zod';
import type { Call } from '../evidence/call';
import type { Checker } from '../evidence/evidence';
import { isSuccess } from '../evidence/outcome';
import { named } from './commits-of';
import { ReplayedBank } from './replay-bank';
import { ReplayedMessages } from './replay-messages';

const account = z.object({ balance: z.string().transform((text) => Math.round(Number(text) * 100)) });
const unread = z.object({ unread: z.int() });

/** Every answer to a question is what a replay up to the position that it names would say. */
export const readsEqualReplay: Checker = ({ calls, later }) => {
  const bank = new ReplayedBank(later.bank);
  const messages = new ReplayedMessages(later.messages);
  const expected = ({ request }: Call, at: number): number | undefined => {
    if (request.kind === 'balance') return bank.at(request.account, request.position ?? at)?.balance;
    return request.kind === 'unread' ? messages.unreadAt(request.user, at) : undefined;
  };
  return calls.flatMap((call) => {
    const { kind } = call.request;
    if (kind !== 'balance' && kind !== 'unread') return [];
    return call.attempts.filter(isSuccess).flatMap(({ answer }) => {
      const at = answer?.position ?? -1;
      if (kind === 'unread' && at < (('after' in call.request && call.request.after) || 0))
        return [`${named(call)} was answered as of ${at} already.`];
      const said =
        kind === 'balance' ? account.parse(answer?.body).balance : unread.parse(answer?.body).unread;
      const replayed = expected(call, at);
      return said === replayed
        ? []
        : [`${named(call)} said ${said} at ${at}; a replay says ${replayed ?? 'nothing'}.`];
    });
  });
};
