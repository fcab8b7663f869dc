import { isDeepStrictEqual } from 'node:util';
import type { Checker, RawDocument } from '../evidence/evidence';
import { eventsOf } from '../evidence/raw-log';
import { ReplayedBank } from './replay-bank';
import { ReplayedMessages } from './replay-messages';

/** Where documents differ from those that there should be, by their keys. */
const differences = (
  model: string,
  stored: readonly RawDocument[],
  expected: ReadonlyMap<string, RawDocument>,
): readonly string[] => {
  const found = new Map(stored.map((document) => [String(document._id), document]));
  return [...new Set([...found.keys(), ...expected.keys()])].flatMap((key) => {
    const [is, should] = [found.get(key), expected.get(key)];
    const members = Object.keys(should ?? {});
    const same =
      is !== undefined &&
      should !== undefined &&
      members.every((one) => isDeepStrictEqual(is[one], should[one]));
    return same ? [] : [`${model} ${key} is ${JSON.stringify(is)}; a replay says ${JSON.stringify(should)}.`];
  });
};

/** What the projections have stored is what a replay of their log gives, document for document. */
export const readModelsEqualReplay: Checker = ({ later, models }) => {
  const bank = new ReplayedBank(later.bank);
  const opened = new Map(
    eventsOf(later.bank).flatMap(({ position, event, commit }) =>
      event.type === 'AccountOpened'
        ? [[String(event.data.accountId), { openedAtPosition: position, openedAt: commit.recordedAt }]]
        : [],
    ),
  );
  const accounts = new Map(
    bank.accounts().flatMap((accountId) => {
      const owner = bank.at(accountId, Infinity)?.owner;
      return owner === undefined ? [] : [[accountId, { accountId, owner, ...opened.get(accountId) }]];
    }),
  );
  const messages = new ReplayedMessages(later.messages);
  const mailboxes = new Map([...messages.mailboxes()].map(([user, unread]) => [user, { unread }]));
  const messageDocuments = new Map([...messages.messages].map(([key, message]) => [key, { ...message }]));
  return [
    ...messages.faults,
    ...differences('accounts', models.accounts, accounts),
    ...differences('messages', models.messages, messageDocuments),
    ...differences('mailboxes', models.mailboxes, mailboxes),
  ];
};
