import type { Checker } from '../evidence/evidence';
import { eventsOf } from '../evidence/raw-log';
import { bankEvent, ReplayedBank } from './replay-bank';
import { changesIn } from './replay-messages';

interface Notice {
  readonly user: string;
  readonly text: string;
  readonly correlationId: string | undefined;
}

/** Each transfer has told the owner of the receiving account of it, once, and in the order of that account's transfers. */
export const noticesAreOneToOne: Checker = ({ later }) => {
  const bank = new ReplayedBank(later.bank);
  const receivers = new Map<string | undefined, string>();
  const due = new Map<string, Notice[]>();
  for (const { position, event, commit } of eventsOf(later.bank)) {
    const said = bankEvent(event);
    if (said.type !== 'MoneyTransferred') continue;
    const { from, to } = said.data;
    const { correlationId } = commit.metadata;
    receivers.set(correlationId, to);
    const text = `You received ${String(event.data.amount)} ${String(event.data.currency)} from account ${from}`;
    const notices = due.get(to) ?? [];
    notices.push({ user: bank.at(to, position)?.owner ?? '', text, correlationId });
    due.set(to, notices);
  }
  const sent = new Map<string, Notice[]>();
  const strangers: string[] = [];
  for (const { kind, from, userId: user, text = '', correlationId } of changesIn(later.messages)) {
    if (kind !== 'sent' || from !== 'bank') continue;
    const to = receivers.get(correlationId);
    if (to === undefined) strangers.push(`${user} was told "${text}" of no transfer.`);
    else sent.set(to, [...(sent.get(to) ?? []), { user, text, correlationId }]);
  }
  const wrong = [...due].flatMap(([to, notices]) => {
    const told = sent.get(to) ?? [];
    const at = notices.findIndex((one, index) => JSON.stringify(one) !== JSON.stringify(told[index]));
    if (at === -1 && told.length === notices.length) return [];
    const [should, is] = [notices[at], told[at === -1 ? notices.length : at]];
    return [
      `Of transfers to ${to}, ${told.length} notices for ${notices.length}: ${JSON.stringify(is)} instead of ${JSON.stringify(should)}.`,
    ];
  });
  return [...strangers, ...wrong];
};
