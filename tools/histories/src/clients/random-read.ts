import { isEventStoreError, type RecordedEvent, toPosition } from '@event-sourcing/event-store';
import { tagOf } from '../bank/account';
import { whole } from '../bank/models';
import type { Random } from '../random';
import type { Instance } from './instance';
import type { Journal } from './journal';
import type { Finding } from './tried';

/** Reads something at an instance, and records what it was shown. A read that the database did not serve is no news. */
export const readSomething = async (
  instance: Instance,
  random: Random,
  journal: Journal,
  account: string,
): Promise<void> => {
  const begun = journal.begin();
  try {
    const found = await instance.answering(randomRead(instance, random, journal.known, account));
    if (found === 'died') return;
    if (found === 'silent') throw new Error('A read was not answered.');
    const position = found.kind === 'head' || found.kind === 'state' ? found.position : undefined;
    journal.reads.push({ ...found, ...journal.end(begun, position) });
  } catch (error) {
    if (isEventStoreError(error, 'store-unavailable')) return;
    journal.failed(error, begun);
  }
};

/** @param known a position that the log has reached */
const randomRead = async (
  { store }: Instance,
  random: Random,
  known: number,
  account: string,
): Promise<Finding> => {
  const kind = random.below(10);
  if (kind === 0) return { kind: 'head', position: await store.head() };
  if (kind < 4) {
    const { position, state } = await store.stateOf(whole(account));
    return { kind: 'state', account, position, state };
  }
  if (kind < 7) {
    const asked = random.below(known + 1);
    const { position, state } = await store.stateAt(whole(account), toPosition(asked));
    return { kind: 'state', account, asked, position, state };
  }
  const after = random.happens(0.5) ? 0 : random.below(known + 1);
  const upTo = random.happens(0.5) ? undefined : random.below(known + 1);
  const options = { after: toPosition(after), backwards: random.happens(0.3), limit: random.between(1, 200) };
  const events: RecordedEvent[] = [];
  const query = { items: [{ tags: [tagOf(account)] }] };
  for await (const event of store.read(query, {
    ...options,
    ...(upTo !== undefined && { upTo: toPosition(upTo) }),
  })) {
    events.push(event);
  }
  return { kind: 'events', account, ...options, ...(upTo !== undefined && { upTo }), events };
};
